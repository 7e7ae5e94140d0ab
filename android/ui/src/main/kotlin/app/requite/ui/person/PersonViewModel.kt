/** One person's page: the picture first; the other tabs are read when they are opened. Each number opens its notes. */
package app.requite.ui.person

import app.requite.engine.Engine
import app.requite.engine.Including
import app.requite.engine.Person
import app.requite.engine.PersonFacts
import app.requite.engine.PromiseQuery
import app.requite.engine.TimelineQuery
import app.requite.ui.PersonTab
import app.requite.ui.Phase
import app.requite.ui.Place
import app.requite.ui.Route
import app.requite.ui.app.AppViewModel
import app.requite.ui.bridge.Keeper
import app.requite.ui.bridge.ViewModel
import app.requite.ui.bridge.attempt
import kotlinx.coroutines.launch

class PersonViewModel(private val app: AppViewModel, id: String) : ViewModel<PersonState, PersonEvent>(
    PersonState(
        phase = Phase.Loading,
        id = id,
        name = "",
        quiet = false,
        isUnsafe = false,
        tab = PersonTab.Picture,
        picture = null,
        why = null,
        timeline = emptyList(),
        promises = emptyList(),
        needs = emptyList(),
        boundaries = emptyList(),
        note = "",
        noteSaved = true,
        error = null,
    ),
), Keeper {
    private var savedNote = ""
    private val bridge get() = app.bridge

    init {
        bridge.keepers.add(Place(Route.Person, id), this)
    }

    override suspend fun live() = bridge.reading(emptySet(), ::load, ::loadAll)

    override fun on(event: PersonEvent) {
        val id = now.id
        when (event) {
            is PersonEvent.TabChosen -> {
                become { copy(tab = event.tab) }
                bridge.scope.launch { loadTab() }
            }
            is PersonEvent.WhyOpened -> bridge.scope.launch { openWhy(event.measure) }
            PersonEvent.WhyClosed -> become { copy(why = null) }
            is PersonEvent.NoteChanged -> become { copy(note = event.text, noteSaved = event.text == savedNote) }
            PersonEvent.NoteSaved -> bridge.scope.launch { keep() }
            is PersonEvent.PromiseAnswered -> bridge.scope.launch { answer(event.id, event.outcome) }
            PersonEvent.Quieted -> mark("people.quiet") { it.people().quiet(id, null) }
            PersonEvent.Unquieted -> mark("people.unquiet") { it.people().unquiet(id) }
            PersonEvent.MarkedUnsafe -> mark("people.markUnsafe") { it.people().markUnsafe(id) }
            PersonEvent.UnmarkedUnsafe -> mark("people.unmarkUnsafe") { it.people().unmarkUnsafe(id) }
            is PersonEvent.Opened -> app.go(Place(Route.Write, event.id))
            PersonEvent.Retried -> bridge.scope.launch { loadAll() }
        }
    }

    override val isUnsaved: Boolean get() = !now.noteSaved

    /** Saves the note about them, where it was changed. */
    override suspend fun keep() {
        if (now.noteSaved) return
        val (id, note) = now.id to now.note
        val failed = attempt {
            bridge.act("people.edit") { it.people().edit(id, PersonFacts(note = note)) }
            savedNote = note
            become { copy(noteSaved = this.note == note) }
        }
        become { copy(error = failed) }
    }

    private suspend fun loadAll() {
        load()
        loadTab()
    }

    private suspend fun load() {
        val id = now.id
        val failed = attempt {
            val page = bridge.ask("people.page") { it.people().page(id) }
            show(page.item)
            // What somebody is typing is not taken from under their hands.
            become { if (noteSaved) copy(note = page.note) else this }
            savedNote = page.note
            become { copy(noteSaved = note == savedNote) }
            val picture = pageOf(bridge.ask("pictures.of") { it.pictures().of(id) })
            val nothing = picture.measures.all { it.pairs.isEmpty() } && now.note.isEmpty()
            become { copy(picture = picture, phase = if (nothing) Phase.Empty else Phase.Ready) }
        }
        become {
            val unread = failed != null && phase == Phase.Loading
            copy(error = misread.after(failed, error), phase = if (unread) Phase.Failed else phase)
        }
    }

    private suspend fun loadTab() {
        val failed = attempt {
            when (now.tab) {
                PersonTab.Picture, PersonTab.Notes -> Unit
                PersonTab.Timeline -> loadTimeline()
                PersonTab.Promises -> loadPromises()
                PersonTab.Needs -> loadNeeds()
            }
        }
        if (failed != null) become { copy(error = failed) }
    }

    private suspend fun loadTimeline() {
        val query = TimelineQuery(person = now.id, including = Including.EVERYBODY)
        val page = bridge.ask("looking.timeline") { it.looking().timeline(query) }
        become { copy(timeline = page.items) }
    }

    private suspend fun loadPromises() {
        val query = PromiseQuery(person = now.id)
        val promises = bridge.ask("evidence.promises") { it.evidence().promises(query) }
        become { copy(promises = promises) }
    }

    private suspend fun loadNeeds() {
        val id = now.id
        val needs = bridge.ask("evidence.needs") { it.evidence().needs(id) }
        val boundaries = bridge.ask("peace.boundaries") { it.peace().boundaries(id) }
        become { copy(needs = needs, boundaries = boundaries) }
    }

    private fun show(person: Person) {
        become { copy(name = person.alias ?: person.name, quiet = person.quiet, isUnsafe = person.isUnsafe) }
    }

    private suspend fun openWhy(measure: String) {
        val id = now.id
        val failed = attempt {
            val why = bridge.ask("pictures.why") { it.pictures().why(id, measure) }
            become { copy(why = why) }
        }
        become { copy(error = failed) }
    }

    private suspend fun answer(promise: String, outcome: String) {
        val failed = attempt {
            bridge.act("evidence.resolvePromise") { it.evidence().resolvePromise(promise, outcome, null) }
        }
        become { copy(error = failed) }
        if (failed == null) loadTab()
    }

    private fun mark(call: String, marking: suspend (Engine) -> Person) {
        bridge.scope.launch {
            val failed = attempt { show(bridge.act(call, marking)) }
            become { copy(error = failed) }
        }
    }
}
