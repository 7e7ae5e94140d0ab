/**
 * The fixed words of the screens, by name. What they are in a language stands in `res/values…/strings.xml`; words for what the
 * engine says in codes are in [Family].
 */
package app.requite.ui.words

/** One text of a screen; its key is its name in lower case with underlines. */
enum class Word {
    AppName,
    CaptureCare, CaptureDate, CaptureDirection, CaptureEmpty, CaptureFeelings, CaptureKind, CaptureLine,
    CapturePerson, CapturePersonAdd, CapturePersonNew, CaptureTitle,
    CommonBack, CommonCancel, CommonClose, CommonContinue, CommonCover, CommonHideSecret, CommonListMore,
    CommonListTwo, CommonLoading, CommonMenu, CommonMore, CommonRetry, CommonSave, CommonShowSecret, CommonUnsaved,
    DevicesConfirm, DevicesDigits, DevicesEmpty, DevicesExpires, DevicesHold, DevicesInvite, DevicesLine, DevicesNew,
    DevicesPassphrase, DevicesRelease, DevicesRemove, DevicesRemoveText, DevicesRemoveTitle, DevicesRemoved,
    DevicesThis, DevicesWaiting,
    PatternDay, PatternDayYear, PatternMoment,
    PeopleAdd, PeopleEmpty, PeopleFind, PeopleIncludingEverybody, PeopleIncludingQuiet, PeopleIncludingUsual,
    PeopleMore, PeopleQuiet, PeopleUnquiet, PeopleUnsafe,
    PersonBoundaries, PersonBoundariesEmpty, PersonEmpty, PersonHow, PersonHowText, PersonNeeds, PersonNeedsEmpty,
    PersonNote, PersonPromisesEmpty, PersonQuiet, PersonQuietText, PersonRange, PersonSafe, PersonTimelineEmpty,
    PersonUnquiet, PersonUnsafe, PersonWhy, PersonWhyNone, PersonWhyTitle,
    SearchEmpty, SearchFrom, SearchGo, SearchLetters, SearchNarrow, SearchNone, SearchPerson, SearchQuery,
    SearchQuiet, SearchTag, SearchTo,
    SettingsDiscreet, SettingsHalflife, SettingsHalflife180, SettingsHalflife365, SettingsHalflife90,
    SettingsLanguage, SettingsLanguageEn, SettingsLanguageEs, SettingsLock, SettingsLock0, SettingsLock30,
    SettingsLock300, SettingsLocknow, SettingsPassphrase, SettingsVault, SettingsWeek, SettingsWords,
    SettingsWordsAsk, SettingsWordsText,
    StartCreate, StartDevice, StartDigitsText, StartDigitsTitle, StartJoin, StartLine, StartPassphrase,
    StartPassphraseHint, StartRelay, StartRestore, StartWelcomeKnow, StartWelcomeText, StartWelcomeTitle, StartWords,
    StartWordsKept, StartWordsText, StartWordsTitle,
    SyncDevices, SyncEmpty, SyncNever, SyncNow, SyncRelay, SyncSaved, SyncStop,
    TimelineEmpty, TimelineEverybody, TimelinePerson,
    TodayAfter, TodayCare, TodayDismiss, TodayDue, TodayEmpty, TodayLimitEverybody, TodayLimits, TodayLimitsText,
    TodayLine, TodayNotes, TodayNotesOpen, TodayPrompt,
    UndoAction,
    UnlockNote, UnlockNoteHint, UnlockOpen, UnlockPassphrase, UnlockTitle, UnlockVault,
    WriteBody, WriteEmpty, WriteMarkDone, WriteMarks, WriteMerged, WriteSaved, WriteTitle, WriteTrash,
    WriteVersionRestore, WriteVersions,
    ;

    /** The name of its string resource. */
    val key: String get() = keyOf(name)
}

/** One text that goes with a number. */
enum class Counted {
    PersonUnpromised,
    SyncCame, SyncMissing, SyncQuarantined, SyncReceived, SyncSent, SyncWaiting,
    TodayLimit,
    ;

    /** The name of its plural resource. */
    val key: String get() = keyOf(name)
}

/** `SettingsLock30` as `settings_lock_30`. */
internal fun keyOf(name: String): String = name.replace(inner) { "_" + it.value }.lowercase()

private val inner = Regex("(?<=.)[A-Z]|(?<=[a-z])[0-9]")
