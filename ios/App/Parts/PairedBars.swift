/// The picture: bars of counts of both sides, in one grey and at one size, the range behind them. Their text alternative is the
/// sentence that the engine says.

import RequiteKit
import SwiftUI

#if canImport(Charts)
  import Charts
#endif

/// One measure of both.
struct PairedBars: View {
  let measure: PairedMeasure
  let open: () -> Void

  var body: some View {
    VStack(alignment: .leading, spacing: 8) {
      Text(word("measure", measure.id)).font(.headline).accessibilityAddTraits(.isHeader)
      bars
        .accessibilityElement(children: .ignore)
        .accessibilityLabel(Text(verbatim: alternative))
      range("side.them", measure.them)
      range("side.me", measure.me)
      ForEach(measure.sentences, id: \.self) { verbatim($0) }
      Button("person.why", action: open).frame(minHeight: Size.target)
    }
    .accessibilityElement(children: .contain)
  }

  /// The sentence; the plain counts are in it.
  private var alternative: String { measure.sentences.joined(separator: " ") }

  @ViewBuilder private var bars: some View {
    #if canImport(Charts)
      Chart {
        ForEach(measure.pairs) { pair in
          let name = String(localized: String.LocalizationValue(Words.key("count", pair.id)))
          BarMark(x: .value(them, pair.them), y: .value(name, name), height: .fixed(10))
            .position(by: .value(them, them))
            .foregroundStyle(.gray)
            .annotation(position: .trailing) { verbatim(pair.them.formatted()) }
          BarMark(x: .value(me, pair.me), y: .value(name, name), height: .fixed(10))
            .position(by: .value(me, me))
            .foregroundStyle(.gray)
            .annotation(position: .trailing) { verbatim(pair.me.formatted()) }
        }
      }
      .chartXAxis(.hidden)
      .chartLegend(.hidden)
      .frame(height: CGFloat(measure.pairs.count) * 56)
    #else
      VStack(alignment: .leading, spacing: 4) {
        ForEach(measure.pairs) { pair in
          Text(word("count", pair.id)).font(.caption)
          bar(pair.them)
          bar(pair.me)
        }
      }
    #endif
  }

  private var them: String { String(localized: "side.them") }
  private var me: String { String(localized: "side.me") }

  private func bar(_ count: Int) -> some View {
    HStack {
      Rectangle().fill(.gray).frame(width: CGFloat(count) * 8, height: 10)
      verbatim(count.formatted()).font(.caption)
    }
  }

  @ViewBuilder private func range(_ side: LocalizedStringKey, _ of: Side) -> some View {
    if let range = Formatting.inTen(of) {
      HStack {
        Text(side)
        Text("person.range")
        verbatim("\(range.low)–\(range.high)")
      }
      .font(.caption)
      .foregroundStyle(.secondary)
      .accessibilityElement(children: .combine)
    }
  }
}
