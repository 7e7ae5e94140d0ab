/// The first minutes: one question at a time.

import RequiteKit
import SwiftUI

struct StartScreen: View {
  let state: StartState
  let on: (StartEvent) -> Void

  var body: some View {
    Form {
      switch state.step {
      case .welcome: welcome
      case .create: create
      case .join: join
      case .restore: restore
      case .words: words
      case .digits: digits
      }
      if state.busy { ProgressView("common.loading") }
      ErrorLine(error: state.error)
    }
  }

  @ViewBuilder private var welcome: some View {
    Section {
      Text("start.welcome.title").font(.title2).accessibilityAddTraits(.isHeader)
      Text("start.welcome.text")
      Text("start.welcome.know").foregroundStyle(.secondary)
    }
    Section {
      choice("start.create", .create)
      choice("start.join", .join)
      choice("start.restore", .restore)
    }
  }

  private func choice(_ title: LocalizedStringKey, _ step: StartStep) -> some View {
    Button(title) { on(.stepChosen(step: step)) }.frame(minHeight: Size.target)
  }

  @ViewBuilder private var phone: some View {
    Section {
      Typed(title: "start.device", text: state.deviceName) { on(.deviceNameChanged(text: $0)) }
      Secret(title: "start.passphrase", text: state.passphrase) { on(.passphraseChanged(text: $0)) }
      Text("start.passphrase.hint").font(.footnote).foregroundStyle(.secondary)
    }
  }

  @ViewBuilder private var onward: some View {
    Section {
      Button("common.continue") { on(.confirmed) }
        .disabled(state.busy).frame(minHeight: Size.target)
      Button("common.back", role: .cancel) { on(.cancelled) }.frame(minHeight: Size.target)
    }
  }

  @ViewBuilder private var create: some View {
    phone
    onward
  }

  @ViewBuilder private var join: some View {
    Section { Typed(title: "start.line", text: state.line) { on(.lineChanged(text: $0)) } }
    phone
    onward
  }

  @ViewBuilder private var restore: some View {
    Section {
      Secret(title: "start.words", text: state.words) { on(.wordsChanged(text: $0)) }
      Typed(title: "start.relay", text: state.relay) { on(.relayChanged(text: $0)) }
    }
    phone
    onward
  }

  @ViewBuilder private var words: some View {
    Section {
      Text("start.words.title").font(.title2).accessibilityAddTraits(.isHeader)
      Text("start.words.text")
      ForEach(Array(state.shownWords.enumerated()), id: \.offset) { number, shown in
        verbatim("\(number + 1). \(shown)").privacySensitive()
      }
      Button("start.words.kept") { on(.wordsKept) }.frame(minHeight: Size.target)
    }
  }

  @ViewBuilder private var digits: some View {
    Section {
      Text("start.digits.title").font(.title2).accessibilityAddTraits(.isHeader)
      verbatim(state.digits).font(.largeTitle.monospacedDigit())
        .speechSpellsOutCharacters()
      Text("start.digits.text")
      Button("common.cancel", role: .cancel) { on(.cancelled) }.frame(minHeight: Size.target)
    }
  }
}
