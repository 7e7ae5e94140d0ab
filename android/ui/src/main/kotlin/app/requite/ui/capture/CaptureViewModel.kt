/** The sheet: notes a moment, a feeling or a care, by anyhow many of its fields. What is not saved stays on the sheet. */
package app.requite.ui.capture

import app.requite.engine.Direction
import app.requite.engine.Including
import app.requite.engine.NewCareDay
import app.requite.engine.NewFelt
import app.requite.engine.NewMoment
import app.requite.engine.When
import app.requite.ui.Act
import app.requite.ui.CaptureMode
import app.requite.ui.Phase
import app.requite.ui.Place
import app.requite.ui.Route
import app.requite.ui.app.AppEvent
import app.requite.ui.app.AppViewModel
import app.requite.ui.bridge.Keeper
import app.requite.ui.bridge.ViewModel
import app.requite.ui.bridge.attempt
import app.requite.ui.bridge.holdsWords
import app.requite.ui.bridge.without
import app.requite.ui.bridge.write
import kotlinx.coroutines.launch

class CaptureViewModel(private val app: AppViewModel, mode: CaptureMode) : ViewModel<CaptureState, CaptureEvent>(
    CaptureState(
        phase = Phase.Loading,
        mode = mode,
        people = emptyList(),
        person = null,
        kind = null,
        direction = Direction.THEM,
        line = "",
        feelings = emptyMap(),
        date = "",
        saved = null,
        error = null,
    ),
), Keeper {
    private var saving = false
    private val bridge get() = app.bridge

    init {
        bridge.keepers.add(Place(Route.Capture, mode.name), this)
    }

    override suspend fun live() = bridge.reading("person") { load() }

    override fun on(event: CaptureEvent) {
        when (event) {
            is CaptureEvent.ModeChosen -> become { copy(mode = event.mode) }
            is CaptureEvent.PersonChosen -> become { copy(person = event.id.takeIf { it != person }) }
            is CaptureEvent.PersonNamed -> bridge.scope.launch { name(event.text) }
            is CaptureEvent.KindChosen -> become { copy(kind = event.kind) }
            is CaptureEvent.DirectionChosen -> become { copy(direction = event.direction) }
            is CaptureEvent.LineChanged -> become { copy(line = event.text) }
            is CaptureEvent.FeelingSet -> become { copy(feelings = feelings.with(event.feeling, event.value)) }
            is CaptureEvent.DateChanged -> become { copy(date = event.text) }
            CaptureEvent.Saved -> bridge.scope.launch { save() }
            CaptureEvent.Undone -> bridge.scope.launch { undo() }
            CaptureEvent.Closed -> app.on(AppEvent.Back)
        }
    }

    override val isUnsaved: Boolean get() = now.line.holdsWords

    /** The sheet is left with a line on it: it becomes an entry, as afterwards the sheet is gone. */
    override suspend fun keep() {
        val line = now.line
        if (saving || !line.holdsWords) return
        saving = true
        val failed = attempt {
            bridge.write(line, title = null)
            become { copy(line = this.line.without(line)) }
        }
        become { copy(error = failed) }
        saving = false
    }

    private suspend fun load() {
        val failed = attempt {
            val people = bridge.ask("people.list") { it.people().list(Including.USUAL) }
            become { copy(people = people, phase = if (people.isEmpty()) Phase.Empty else Phase.Ready) }
        }
        become {
            val unread = failed != null && phase == Phase.Loading
            copy(error = misread.after(failed, error), phase = if (unread) Phase.Failed else phase)
        }
    }

    private suspend fun name(text: String) {
        val failed = attempt {
            val person = bridge.act("people.add") { it.people().add(text) }
            val all = if (now.people.any { it.id == person.id }) now.people else now.people + person
            become { copy(people = all, person = person.id, phase = Phase.Ready) }
        }
        become { copy(error = failed) }
    }

    private suspend fun save() {
        if (saving) return
        saving = true
        val line = now.line
        val failed = attempt {
            when (now.mode) {
                CaptureMode.Moment -> saveMoment()
                CaptureMode.Felt -> saveFelt()
                CaptureMode.Care -> saveCare()
            }
            become { copy(saved = offered(), line = this.line.without(line), kind = null, feelings = emptyMap()) }
        }
        become { copy(error = failed) }
        saving = false
    }

    private fun offered() = bridge.offer(now.mode.act) { over -> become { copy(saved = saved.takeIf { it != over }) } }

    private suspend fun saveMoment() {
        val moment = NewMoment(
            people = listOfNotNull(now.person),
            kind = now.kind.orEmpty(),
            line = now.line.orNone,
            direction = now.direction,
            `when` = day,
        )
        bridge.act("looking.log") { it.looking().log(moment) }
    }

    private suspend fun saveFelt() {
        val felt = NewFelt(
            person = now.person,
            around = now.person?.let { "after" },
            fields = now.feelings.mapValues { it.value.toLong() },
            line = now.line.orNone,
            `when` = day,
        )
        bridge.act("evidence.addFelt") { it.evidence().addFelt(felt) }
    }

    /** One small thing for oneself, which comes onto the menu by being done. */
    private suspend fun saveCare() {
        val what = now.line
        val done = NewCareDay(date = now.date.orNone, felt = now.feelings["felt"]?.toLong())
        val care = bridge.act("care.add") { it.care().add(what, null) }
        bridge.act("care.done") { it.care().done(care.id, done) }
    }

    private val day get() = When(date = now.date.orNone, time = null)

    private suspend fun undo() {
        val saved = now.saved ?: return
        become { copy(saved = null) }
        val failed = attempt { bridge.undo(saved) }
        become { copy(error = failed) }
    }
}

private val String.orNone: String? get() = takeIf { it.isNotEmpty() }

private fun Map<String, Int>.with(key: String, value: Int?) = if (value == null) this - key else this + (key to value)

private val CaptureMode.act
    get() = when (this) {
        CaptureMode.Moment -> Act.Moment
        CaptureMode.Felt -> Act.Felt
        CaptureMode.Care -> Act.Care
    }
