/// Days, times and shares as a person reads them, in the language of the journal. What cannot be read is shown as it is.

import Foundation

public enum Formatting {
  /// `2026-11-27` as `Friday, 27 November`; with the year where it is another one than `today`'s.
  public static func day(_ date: String, today: String, locale: Locale) -> String {
    guard let parsed = parsed(date) else { return date }
    let format = DateFormatter()
    format.locale = locale
    format.timeZone = utc
    let sameYear = date.prefix(4) == today.prefix(4)
    format.setLocalizedDateFormatFromTemplate(sameYear ? "EEEEdMMMM" : "dMMMMy")
    return format.string(from: parsed)
  }

  /// Milliseconds since 1970 as a day and a minute.
  public static func moment(_ ms: Int64, zone: String, locale: Locale) -> String {
    let format = DateFormatter()
    format.locale = locale
    format.timeZone = TimeZone(identifier: zone) ?? utc
    format.dateStyle = .medium
    format.timeStyle = .short
    return format.string(from: Date(timeIntervalSince1970: Double(ms) / 1_000))
  }

  /// A range of shares as `2 to 7 in 10`: the two numbers, for the words of the catalog.
  public static func inTen(_ side: Side) -> (low: Int, high: Int)? {
    guard let low = side.low, let high = side.high else { return nil }
    return (Int((low * 10).rounded()), Int((high * 10).rounded()))
  }

  private static let utc = TimeZone(secondsFromGMT: 0) ?? .current

  private static func parsed(_ date: String) -> Date? {
    let format = DateFormatter()
    format.locale = Locale(identifier: "en_US_POSIX")
    format.timeZone = utc
    format.dateFormat = "yyyy-MM-dd"
    return format.date(from: date)
  }
}
