/** What changes, as flows: a listener for as long as somebody collects, and not a moment longer. */
package app.requite.engine

import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.channels.awaitClose
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.buffer
import kotlinx.coroutines.flow.callbackFlow
import kotlinx.coroutines.flow.conflate

/** Which kinds of records changed, here or on another device; at most once a frame. */
fun Engine.changes(): Flow<List<Change>> = callbackFlow {
    val listener = object : ChangeListener {
        override fun changed(generation: ULong, changes: List<Change>) {
            trySend(changes)
        }
    }
    val subscription = watch(listener)
    awaitClose { subscription.cancel(); subscription.destroy() }
}.buffer(Channel.UNLIMITED)

/**
 * A list as it is now, and again whenever it changes. Only the newest state is kept for a collector that is slow; what did
 * not change is told by the same cards, so a list on the screen moves as little as it must.
 */
fun Engine.cards(list: ListOf): Flow<List<Card>> = callbackFlow {
    val shown = ArrayList<Card>()
    val listener = object : ListListener {
        override fun changed(generation: ULong, changes: List<ListChange>) {
            changes.forEach { it.applyTo(shown) }
            trySend(shown.toList())
        }
    }
    val subscription = watchList(list, listener)
    awaitClose { subscription.cancel(); subscription.destroy() }
}.conflate()

/** Applies one change to a list. */
fun ListChange.applyTo(list: MutableList<Card>) {
    when (this) {
        is ListChange.Reset -> {
            list.clear()
            list.addAll(cards)
        }
        is ListChange.Insert -> list.add(index.toInt(), card)
        is ListChange.Update -> list[index.toInt()] = card
        is ListChange.Remove -> list.removeAt(index.toInt())
        is ListChange.Move -> list.add(to.toInt(), list.removeAt(from.toInt()))
    }
}
