/** What a person can do among people. Never answered: what it did comes back as a state. */
package app.requite.ui.people

import app.requite.engine.Including

/** One thing that a person did. */
sealed interface PeopleEvent {
    data class QueryChanged(val text: String) : PeopleEvent
    data class IncludingChosen(val including: Including) : PeopleEvent
    data class Added(val text: String) : PeopleEvent
    data class Quieted(val id: String) : PeopleEvent
    data class Unquieted(val id: String) : PeopleEvent
    data class Opened(val id: String) : PeopleEvent
    data object Undone : PeopleEvent
    data object Retried : PeopleEvent
}
