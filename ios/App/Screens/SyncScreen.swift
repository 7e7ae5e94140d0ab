/// What is saved here, and when the other devices were last met. Never in the way.

import RequiteKit
import SwiftUI

struct SyncScreen: View {
  let state: SyncState
  let on: (SyncEvent) -> Void
  @Environment(\.locale) private var locale

  var body: some View {
    PhaseView(phase: state.phase, error: state.error, empty: "sync.empty", retry: { on(.retried) })
    {
      List {
        Section {
          Text("sync.saved")
          if let membership { Text(membership) }
          ForEach(state.alarms, id: \.self) { Text(word("alarm", $0)) }
          ErrorLine(error: state.error)
        }
        Section {
          Typed(title: "sync.relay", text: state.relay) { on(.relayChanged(text: $0)) }
            .keyboardType(.URL).textInputAutocapitalization(.never).autocorrectionDisabled()
          if state.running {
            ProgressView("common.loading")
            Button("sync.stop") { on(.syncStopped) }.frame(minHeight: Size.target)
          } else {
            Button("sync.now") { on(.syncAsked) }
              .disabled(state.relay.isEmpty).frame(minHeight: Size.target)
          }
          if let report = state.lastReport {
            LabeledContent("sync.sent", value: report.sent.formatted())
            LabeledContent("sync.came", value: report.received.formatted())
          }
        }
        Section {
          LabeledContent("sync.waiting", value: state.waiting.formatted())
          LabeledContent("sync.received", value: state.received.formatted())
          if state.missing > 0 { LabeledContent("sync.missing", value: state.missing.formatted()) }
          if state.quarantined > 0 {
            LabeledContent("sync.quarantined", value: state.quarantined.formatted())
          }
        }
        Section("sync.devices") { ForEach(state.devices, id: \.id) { device($0) } }
      }
    }
    .navigationTitle("route.sync")
  }

  private var membership: LocalizedStringKey? {
    switch state.membership {
    case .member: "membership.member"
    case .removed: "membership.removed"
    case .withoutKey: "membership.without_key"
    case nil: nil
    }
  }

  private func device(_ device: Device) -> some View {
    HStack {
      verbatim(device.name)
      Spacer()
      if device.this {
        Text("devices.this")
      } else if let heard = device.lastHeardMs {
        verbatim(Formatting.moment(heard, zone: TimeZone.current.identifier, locale: locale))
      } else {
        Text("sync.never")
      }
    }
    .frame(minHeight: Size.target)
    .accessibilityElement(children: .combine)
  }
}
