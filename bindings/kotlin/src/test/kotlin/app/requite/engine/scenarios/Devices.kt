/** The suite's verbs in Kotlin: each is a call or two of the package. */
package app.requite.engine.scenarios

import app.requite.engine.Direction
import app.requite.engine.Engine
import app.requite.engine.EngineException
import app.requite.engine.EntryFacts
import app.requite.engine.EntryQuery
import app.requite.engine.Including
import app.requite.engine.NewContact
import app.requite.engine.NewEntry
import app.requite.engine.NewMoment
import app.requite.engine.NewNeed
import app.requite.engine.NewPromise
import app.requite.engine.PastFor
import app.requite.engine.PromiseQuery
import app.requite.engine.SearchQuery
import app.requite.engine.TimelineQuery
import app.requite.engine.When
import app.requite.engine.join
import java.nio.file.Path

private const val PASSPHRASE = "between us"
private const val ZONE = "UTC"

/** What a verb is given. */
class With(private val given: Map<String, Any?>) {
    fun maybe(key: String) = given[key] as String?
    fun text(key: String) = given.getValue(key) as String
    fun texts(key: String) = (given[key] as List<*>? ?: emptyList<String>()).map { it as String }
    fun number(key: String) = (given[key] as Number?)?.toLong()
    fun flag(key: String) = given[key] == true

    val day get() = When(maybe("date"), maybe("time"))
    val facts get() = EntryFacts(mood = maybe("mood"), place = maybe("place"))
    val limit get() = (number("limit") ?: 100).toUInt()
    val including get() = Including.valueOf((maybe("including") ?: "usual").uppercase())
}

/** The engines that are open, by the names of their devices. */
class Devices(private val folder: Path, private val relay: String) {
    private val engines = mutableMapOf<String, Engine>()

    fun shutDown() = engines.values.forEach { it.shutDown(); it.destroy() }

    private fun engine(name: String) = engines[name] ?: throw Broken("$name is not open")

    private fun at(name: String) = folder.resolve(name).toString()

    suspend fun act(name: String, verb: String, with: With): Map<String, Any?> {
        when (verb) {
            "create" -> {
                val engine = Engine.create(at(name), name, PASSPHRASE, ZONE)
                engines[name] = engine
                return words(engine.takeWords()!!)
            }
            "restore" -> engines[name] =
                Engine.restore(at(name), with.texts("words").joinToString(" "), relay, name, PASSPHRASE, ZONE)
            "reopen" -> {
                engines.remove(name)?.run { shutDown(); destroy() }
                engines[name] = Engine.open(at(name), with.maybe("passphrase") ?: PASSPHRASE, ZONE)
            }
            "pair" -> engines[name] = pair(name, with)
            "lock" -> engine(name).lock()
            "unlock" -> engine(name).unlock(with.maybe("passphrase") ?: PASSPHRASE)
            "devices" -> {
                val listed = engine(name).devices().list().sortedBy { it.name }
                val told = listed.map { mapOf("name" to it.name, "this" to it.`this`, "removed" to (it.revokedMs != null)) }
                return mapOf("devices" to told)
            }
            "revoke" -> {
                val devices = engine(name).devices()
                devices.revoke(devices.list().single { it.name == with.text("name") }.id)
            }
            "change_words" -> return words(engine(name).devices().changeWords(PASSPHRASE))
            "sync" -> engine(name).sync().once(listOf(relay))
            "status" -> return told(engine(name).sync().status())
            else -> return diary(engine(name), verb, with)
                ?: deeds(engine(name), verb, with)
                ?: throw Broken("there is no call for $verb")
        }
        return emptyMap()
    }

    private fun words(words: String) = mapOf("words" to words.split(' '))

    /** Two people with two phones: one shows a line, the other shows digits. */
    private suspend fun pair(name: String, with: With): Engine {
        val invitation = engine(with.text("by")).devices().invite(relay, PASSPHRASE)
        val joining = join(at(name), invitation.line(), name, PASSPHRASE, ZONE)
        invitation.newcomer()
        val digits = joining.digits()
        val typed = when (with.text("digits")) {
            "right" -> digits
            "wrong" -> "%06d".format((digits.toInt() + 1) % 1_000_000)
            else -> throw Broken("digits are right or wrong")
        }
        try {
            invitation.confirm(typed, null, PastFor.NEWCOMER)
        } catch (refused: EngineException) {
            try {
                Engine.joined(joining)
            } catch (_: EngineException) {
                throw refused
            }
            throw Broken("the newcomer came in all the same")
        }
        return Engine.joined(joining)
    }
}

private suspend fun diary(engine: Engine, verb: String, with: With): Map<String, Any?>? {
    val journal = engine.journal()
    val people = engine.people()
    return when (verb) {
        "write" -> told(
            journal.write(
                NewEntry(
                    text = with.text("text"),
                    title = with.maybe("title"),
                    `when` = with.day,
                    people = with.texts("people"),
                    tags = with.texts("tags"),
                    starred = with.flag("starred"),
                    facts = with.facts,
                ),
            ),
        )
        "list" -> told(
            journal.entries(
                EntryQuery(with.limit, with.maybe("cursor"), with.maybe("person"), with.maybe("tag"), with.maybe("from"), with.maybe("to")),
            ),
        )
        "show" -> told(journal.show(with.text("id")))
        "edit" -> told(journal.edit(with.text("id"), with.maybe("base"), with.text("text")))
        "set_facts" -> told(journal.editFacts(with.text("id"), with.facts))
        "trash" -> told(journal.trash(with.text("id")))
        "untrash" -> told(journal.untrash(with.text("id")))
        "history" -> told(journal.history(with.text("id")))
        "restore_version" -> told(journal.restoreVersion(with.text("id"), with.text("version")))
        "clear_mark" -> told(journal.clearMark(with.text("id"), with.text("mark")))
        "undo" -> told(journal.undo())
        "search" -> {
            val query = SearchQuery(
                words = with.text("words"),
                limit = with.limit,
                person = with.maybe("person"),
                including = with.including,
            )
            val page = engine.looking().search(query)
            mapOf("items" to page.items.map { record(it.item) + ("kind" to it.kind) }, "next" to page.next)
        }
        "people" -> told(people.list(with.including))
        "add_person" -> told(people.add(with.text("name")))
        "alias" -> told(people.alias(with.text("person"), with.text("alias")))
        "quiet" -> told(people.quiet(with.text("person"), with.maybe("until")))
        "unquiet" -> told(people.unquiet(with.text("person")))
        "mark_unsafe" -> told(people.markUnsafe(with.text("person")))
        "unmark_unsafe" -> told(people.unmarkUnsafe(with.text("person")))
        "merge" -> told(people.merge(with.text("person"), with.text("into")))
        else -> null
    }
}

private suspend fun deeds(engine: Engine, verb: String, with: With): Map<String, Any?>? {
    val evidence = engine.evidence()
    return when (verb) {
        "promise" -> told(
            evidence.addPromise(
                NewPromise(
                    with.text("person"), with.text("text"), with.maybe("by"), with.maybe("made"), with.maybe("due"),
                    with.maybe("due_kind"), with.maybe("size"),
                ),
            ),
        )
        "resolve" -> told(evidence.resolvePromise(with.text("id"), with.text("outcome"), with.maybe("on")))
        "promises" -> told(evidence.promises(PromiseQuery(with.maybe("person"), with.maybe("outcome"))))
        "contact" -> told(
            evidence.addContact(
                NewContact(
                    people = with.texts("people"),
                    started = with.text("started"),
                    channel = with.maybe("channel"),
                    minutes = with.number("minutes"),
                    `when` = with.day,
                ),
            ),
        )
        "need" -> told(evidence.addNeed(NewNeed(with.text("person"), with.text("text"), with.maybe("whose"), with.maybe("date"))))
        "ask_need" -> told(evidence.askNeed(with.text("id"), with.text("how"), with.maybe("on")))
        "answer_need" -> told(evidence.answerNeed(with.text("id"), with.text("response"), with.maybe("on")))
        "needs" -> told(evidence.needs(with.maybe("person")))
        "moment" -> told(
            engine.looking().log(
                NewMoment(
                    people = with.texts("people"),
                    kind = with.text("kind"),
                    line = with.maybe("line"),
                    direction = with.maybe("from")?.let { Direction.valueOf(it.uppercase()) },
                    `when` = with.day,
                ),
            ),
        )
        "timeline" -> told(
            engine.looking().timeline(TimelineQuery(person = with.maybe("person"), limit = 100u, including = with.including)),
        )
        "picture" -> told(engine.pictures().of(with.text("person")))
        else -> null
    }
}
