/** What a person can do on the timeline. Never answered: what it did comes back as a state. */
package app.requite.ui.timeline

/** One thing that a person did. */
sealed interface TimelineEvent {
    data class KindChosen(val kind: String) : TimelineEvent
    data class PersonChosen(val id: String?) : TimelineEvent
    data object NextPage : TimelineEvent
    data class Opened(val id: String) : TimelineEvent
    data object Retried : TimelineEvent
}
