/// How the journal and this phone behave.

import RequiteKit
import SwiftUI

struct SettingsScreen: View {
  let state: SettingsState
  let on: (SettingsEvent) -> Void

  var body: some View {
    PhaseView(
      phase: state.phase, error: state.error, empty: "common.loading", retry: { on(.retried) }
    ) {
      Form {
        journal
        phone
        words
        ErrorLine(error: state.error)
      }
    }
    .navigationTitle("route.settings")
  }

  private var journal: some View {
    Section {
      Picker(
        "settings.language",
        selection: Binding(get: { state.locale }, set: { on(.localeChosen(text: $0)) })
      ) {
        Text("settings.language.en").tag("en")
        Text("settings.language.es").tag("es")
      }
      Picker(
        "settings.week",
        selection: Binding(get: { state.weekStart }, set: { on(.weekStartChosen(text: $0)) })
      ) {
        ForEach(Words.weekdays, id: \.self) { Text(word("weekday", $0)).tag($0) }
      }
      Picker(
        "settings.halflife",
        selection: Binding(
          get: { state.halfLifeDays }, set: { on(.halfLifeChosen(text: String($0))) })
      ) {
        Text("settings.halflife.90").tag(90)
        Text("settings.halflife.180").tag(180)
        Text("settings.halflife.365").tag(365)
      }
      Toggle(
        "settings.discreet",
        isOn: Binding(get: { state.discreet }, set: { on(.discreetChosen(on: $0)) }))
    }
  }

  private var phone: some View {
    Section {
      Picker(
        "settings.lock",
        selection: Binding(
          get: { state.lockAfterSeconds }, set: { on(.lockAfterChosen(seconds: $0)) })
      ) {
        Text("settings.lock.0").tag(0)
        Text("settings.lock.30").tag(30)
        Text("settings.lock.300").tag(300)
      }
      Toggle(
        "settings.vault", isOn: Binding(get: { state.vaultKept }, set: { on(.vaultChosen(on: $0)) })
      )
      Button("settings.locknow") { on(.lockAsked) }.frame(minHeight: Size.target)
    }
  }

  private var words: some View {
    Section("settings.words") {
      Text("settings.words.text")
      if let words = state.newWords {
        ForEach(Array(words.enumerated()), id: \.offset) { number, shown in
          verbatim("\(number + 1). \(shown)").privacySensitive()
        }
        Button("start.words.kept") { on(.wordsKept) }.frame(minHeight: Size.target)
      } else {
        Secret(title: "settings.passphrase", text: state.passphrase) {
          on(.passphraseChanged(text: $0))
        }
        Button("settings.words.ask") { on(.wordsAsked) }.frame(minHeight: Size.target)
      }
    }
  }
}
