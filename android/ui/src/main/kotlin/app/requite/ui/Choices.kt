/** The closed choices that more than one screen uses. Decides nothing. */
package app.requite.ui

/** How far a screen is. */
enum class Phase { Loading, Empty, Ready, Failed }

/** A place in the app. */
enum class Route { Start, Unlock, Today, Capture, People, Person, Timeline, Write, Search, Sync, Devices, Settings }

/** Where in the first minutes. */
enum class StartStep { Welcome, Create, Join, Restore, Words, Digits }

/** What is noted on the sheet. */
enum class CaptureMode { Moment, Felt, Care }

/** The five of a person's page. */
enum class PersonTab { Picture, Timeline, Promises, Needs, Notes }

/** A place with what it is about: somebody's id, an entry's, the name of a mode; empty where it needs none. */
data class Place(val route: Route, val id: String)

/** What can be taken back; the shell has the words for it. */
enum class Act { Entry, Promise, Moment, Felt, Care, Person, Quiet, Unquiet, Restored, Trashed }

/** An act that can be taken back while it is the last one of this device. */
data class Undoable(
    /** What it was. */
    val what: Act,
    /** Its number among the acts since the journal was opened. */
    val act: Int,
)
