/// The devices: one is let in by the digits that it shows, one is removed after asking twice.

import RequiteKit
import SwiftUI

struct DevicesScreen: View {
  let state: DevicesState
  let on: (DevicesEvent) -> Void
  @Environment(\.locale) private var locale

  var body: some View {
    PhaseView(
      phase: state.phase, error: state.error, empty: "devices.empty", retry: { on(.retried) }
    ) {
      List {
        Section { ForEach(state.devices, id: \.id) { device($0) } }
        invitation
        Section {
          Button("devices.release") { on(.historyReleased) }.frame(minHeight: Size.target)
          ErrorLine(error: state.error)
        }
      }
      .confirmationDialog(
        "devices.remove.title",
        isPresented: Binding(
          get: { state.removing != nil }, set: { if !$0 { on(.removeCancelled) } }),
        titleVisibility: .visible
      ) {
        Button("devices.remove") { on(.removeConfirmed) }
        Button("common.cancel", role: .cancel) { on(.removeCancelled) }
      } message: {
        Text("devices.remove.text")
      }
    }
    .navigationTitle("route.devices")
  }

  @ViewBuilder private var invitation: some View {
    Section("devices.invite") {
      Secret(title: "devices.passphrase", text: state.passphrase) {
        on(.passphraseChanged(text: $0))
      }
      if let line = state.line {
        Text("devices.line")
        verbatim(line).font(.footnote.monospaced()).textSelection(.enabled).privacySensitive()
        if let newcomer = state.newcomer { verbatim(newcomer) } else { Text("devices.waiting") }
        Typed(title: "devices.digits", text: state.digits) { on(.digitsChanged(text: $0)) }
          .keyboardType(.numberPad)
        Toggle(
          "devices.hold",
          isOn: Binding(get: { state.holdHistory }, set: { on(.holdChosen(on: $0)) }))
        Button("devices.confirm") { on(.confirmed) }
          .disabled(state.busy || state.newcomer == nil).frame(minHeight: Size.target)
        Button("common.cancel", role: .cancel) { on(.cancelled) }.frame(minHeight: Size.target)
      } else {
        Button("devices.invite") { on(.invited) }
          .disabled(state.busy).frame(minHeight: Size.target)
      }
      if state.busy { ProgressView("common.loading") }
    }
  }

  private func device(_ device: Device) -> some View {
    HStack {
      VStack(alignment: .leading) {
        verbatim(device.name)
        if device.this { Text("devices.this").font(.caption) }
        if device.newUntilMs != nil {
          HStack {
            Text("devices.new")
            verbatim(
              Formatting.moment(device.addedMs, zone: TimeZone.current.identifier, locale: locale))
          }
          .font(.caption)
        }
        if device.revokedMs != nil { Text("devices.removed").font(.caption) }
      }
      .accessibilityElement(children: .combine)
      Spacer()
      if !device.this && device.revokedMs == nil {
        Button("devices.remove") { on(.removeAsked(id: device.id)) }
          .buttonStyle(.borderless).frame(minHeight: Size.target)
      }
    }
  }
}
