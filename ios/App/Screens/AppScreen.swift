/// The app as a whole: the door, or the places behind it; a stack on a phone, two columns where there is room. A cover lies
/// over everything that may not be seen now.

import RequiteKit
import SwiftUI

struct AppScreen: View {
  let rooms: Rooms
  @Environment(\.horizontalSizeClass) private var width

  var body: some View {
    ZStack {
      if rooms.app.state.route == .start {
        PlaceView(place: Place(.start), rooms: rooms)
      } else if rooms.app.state.locked {
        PlaceView(place: Place(.unlock), rooms: rooms)
      } else if width == .regular {
        columns
      } else {
        stack
      }
      if rooms.app.state.covered { Cover() }
    }
  }

  private var stack: some View {
    NavigationStack(path: path) {
      PlaceView(place: trail.first ?? Place(.today), rooms: rooms)
        .navigationDestination(for: Place.self) { PlaceView(place: $0, rooms: rooms) }
    }
  }

  private var columns: some View {
    NavigationSplitView {
      List(Menu.places, id: \.self) { route in
        Button {
          rooms.app.on(.went(route: route))
        } label: {
          Label(word("route", route.rawValue), systemImage: Menu.image(route))
            .frame(minHeight: Size.target)
        }
        .accessibilityAddTraits(route == rooms.app.state.route ? .isSelected : [])
      }
      .navigationTitle("app.name")
    } detail: {
      stack
    }
  }

  /// All places gone through, the one that is shown last.
  private var trail: [Place] { rooms.app.state.routes + [rooms.app.place] }

  /// The stack as the system shows it; going back by a swipe is an event like any other.
  private var path: Binding<[Place]> {
    Binding(
      get: { Array(trail.dropFirst()) },
      set: { shown in
        for _ in 0..<max(0, trail.count - 1 - shown.count) { rooms.app.on(.back) }
      })
  }
}

/// One place.
struct PlaceView: View {
  let place: Place
  let rooms: Rooms

  var body: some View {
    switch place.route {
    case .start:
      Living(rooms.room(place) { StartViewModel($0, deviceName: ThisPhone.name) }) {
        StartScreen(state: $0, on: $1)
      }
    case .unlock:
      Living(rooms.room(place, UnlockViewModel.init)) { UnlockScreen(state: $0, on: $1) }
    case .today:
      Living(rooms.room(place, TodayViewModel.init)) { TodayScreen(state: $0, on: $1) }
        .toolbar { Menu(app: rooms.app) }
    case .capture:
      Living(
        rooms.room(place) { CaptureViewModel($0, mode: CaptureMode(rawValue: place.id) ?? .moment) }
      ) {
        CaptureScreen(state: $0, on: $1)
      }
    case .people:
      Living(rooms.room(place, PeopleViewModel.init)) { PeopleScreen(state: $0, on: $1) }
    case .person:
      Living(rooms.room(place) { PersonViewModel($0, id: place.id) }) {
        PersonScreen(state: $0, on: $1)
      }
    case .timeline:
      Living(rooms.room(place) { TimelineViewModel($0, person: nil) }) {
        TimelineScreen(state: $0, on: $1)
      }
    case .write:
      Living(rooms.room(place) { WriteViewModel($0, id: place.id) }) {
        WriteScreen(state: $0, on: $1)
      }
    case .search:
      Living(rooms.room(place, SearchViewModel.init)) { SearchScreen(state: $0, on: $1) }
    case .sync: Living(rooms.room(place, SyncViewModel.init)) { SyncScreen(state: $0, on: $1) }
    case .devices:
      Living(rooms.room(place, DevicesViewModel.init)) { DevicesScreen(state: $0, on: $1) }
    case .settings:
      Living(rooms.room(place, SettingsViewModel.init)) { SettingsScreen(state: $0, on: $1) }
    }
  }
}

/// Where one can go from today.
struct Menu: ToolbarContent {
  let app: AppViewModel

  static let places: [Route] = [
    .today, .write, .people, .timeline, .search, .sync, .devices, .settings,
  ]

  var body: some ToolbarContent {
    ToolbarItemGroup(placement: .bottomBar) {
      ForEach([Route.write, .people, .timeline, .search], id: \.self) { button($0) }
    }
    ToolbarItemGroup(placement: .primaryAction) {
      ForEach([Route.sync, .devices, .settings], id: \.self) { button($0) }
    }
  }

  private func button(_ route: Route) -> some View {
    Button {
      app.on(.went(route: route))
    } label: {
      Label(word("route", route.rawValue), systemImage: Self.image(route))
        .frame(minWidth: Size.target, minHeight: Size.target)
    }
  }

  static func image(_ route: Route) -> String {
    switch route {
    case .today, .start, .unlock: "sun.max"
    case .capture: "plus"
    case .write: "square.and.pencil"
    case .people, .person: "person.2"
    case .timeline: "list.bullet"
    case .search: "magnifyingglass"
    case .sync: "arrow.triangle.2.circlepath"
    case .devices: "iphone"
    case .settings: "gearshape"
    }
  }
}
