/** Made-up people and notes. Nobody's. */
package app.requite.ui.sample

import app.requite.engine.Boundary
import app.requite.engine.Card
import app.requite.engine.Device
import app.requite.engine.EntryItem
import app.requite.engine.Found
import app.requite.engine.Happening
import app.requite.engine.Held
import app.requite.engine.Need
import app.requite.engine.Noted
import app.requite.engine.Person
import app.requite.engine.Promise
import app.requite.ui.person.Paired
import app.requite.ui.person.PairedMeasure
import app.requite.ui.person.PicturePage
import app.requite.ui.person.Remarked
import app.requite.ui.person.Side

/** What the made-up people did and wrote, told in one language. */
class Sample(private val told: Told) {
    val people = listOf(somebody("1", "Noa"), somebody("2", "Mia"), somebody("3", "Jonas"))
    val cards = listOf(
        person("1", "Noa", emptyList()), person("2", "Mia", emptyList()),
        person("3", "Jonas", listOf("unsafe")), person("4", told.say("Aunt Ines", "Tía Inés"), listOf("quiet")),
    )
    val theirs = promise("p1", "them", told.say("Call on Sunday, after the walk", "Llamar el domingo, después del paseo"), null)
    val mine = promise("p2", "me", told.say("Bring the book back", "Devolver el libro"), "kept")
    val snow = told.say(
        "The first snow. We stood at the window and said nothing for a while, and that was enough.",
        "La primera nieve. Nos quedamos en la ventana sin decir nada, y eso bastó.",
    )
    val stream = listOf(
        line("c1", "entry", "2026-11-27", snow, "Noa"),
        line("c2", "moment", "2026-11-27", told.say("Brought soup when I was ill.", "Trajo sopa cuando estaba enferma."), "Noa"),
        line("c3", "promise", "2026-11-25", theirs.text, "Noa"),
        line("c4", "felt", "2026-11-25", told.say("Tired, but seen.", "Con cansancio, pero acompañada."), "Mia"),
        line("c5", "contact", "2026-11-22", told.say("Long call in the evening.", "Llamada larga por la noche."), "Jonas"),
    )
    val happened = stream.filter { it.people == listOf("Noa") }
        .map { Happening(it.id, it.kind, it.date, null, it.excerpt, it.people) }
    val needs = listOf(
        Need(
            "n1", "1", "me", told.say("To be asked how the day was", "Que me pregunten por mi día"), "2026-11-20", "asked",
            listOf("2026-11-21"), "met", emptyList(),
        ),
        Need(
            "n2", "1", "them", told.say("A quiet hour after work", "Una hora tranquila tras el trabajo"), "2026-11-18",
            "hinted", emptyList(), null, emptyList(),
        ),
    )
    val boundaries = listOf(
        Boundary(
            "b1", "1", told.say("When it gets loud", "Cuando se alza la voz"),
            told.say("I go for a walk and come back later.", "Salgo a caminar y vuelvo luego."),
            emptyList(), 2, null, emptyList(), emptyList(), "2026-11-01", null, true, Noted(none, none),
        ),
    )
    val found = stream.filter { it.kind == "entry" || it.kind == "moment" }.map {
        Found(it.kind, EntryItem(it.id, it.date, null, "", it.excerpt, it.people, listOf("winter"), false))
    }
    val phone = device("d1", told.say("My phone", "Mi teléfono"), isThis = Here.Yes, heard = null)
    val tablet = device("d2", told.say("Tablet in the kitchen", "Tableta de la cocina"), isThis = Here.No, heard = MET)
    val picture = PicturePage(
        measures = listOf(
            PairedMeasure(
                "follow_through",
                listOf(Paired("kept", 4, 5), Paired("partly", 1, 0), Paired("not_kept", 3, 1)),
                Side(
                    0.3, 0.7,
                    listOf(
                        told.say(
                            "Noa: 4 kept, 1 partly, 3 not. Expect some and not others.",
                            "Noa: 4 cumplidas, 1 en parte, 3 no. Espera unas sí y otras no.",
                        ),
                    ),
                ),
                Side(0.5, 0.9, listOf(told.say("You: 5 kept, 1 not.", "Tú: 5 cumplidas, 1 no."))),
            ),
            PairedMeasure(
                "initiation", listOf(Paired("them", 6, 0), Paired("me", 0, 7), Paired("mutual", 2, 2)),
                Side(null, null, listOf(told.say("You got in touch about as often as each other.", "Se buscaron más o menos por igual."))),
                Side(null, null, emptyList()),
            ),
            PairedMeasure(
                "care", listOf(Paired("received", 5, 0), Paired("given", 0, 6)),
                Side(null, null, listOf(told.say("5 acts of care came, 6 went.", "Llegaron 5 gestos de cariño, salieron 6."))),
                Side(null, null, emptyList()),
            ),
        ),
        remarks = listOf(
            Remarked(
                "gap",
                told.say("Nine days since you were in touch; often it is four.", "Nueve días sin contacto; a menudo son cuatro."),
            ),
        ),
        unpromised = 2,
    )

    private fun somebody(id: String, name: String) = Person(id, name, null, false, null, false, null, emptyList())

    private fun person(id: String, name: String, flags: List<String>) =
        Card(id, "person", "2026-11-27", null, name, "", emptyList(), flags)

    private fun line(id: String, kind: String, date: String, text: String, who: String) =
        Card(id, kind, date, null, "", text, listOf(who), emptyList())

    private fun promise(id: String, by: String, text: String, outcome: String?) =
        Promise(id, "1", by, text, "2026-11-01", null, null, outcome, emptyList(), null, emptyList())

    private fun device(id: String, name: String, isThis: Here, heard: Long?) =
        Device(id, name, isThis == Here.Yes, ADDED, null, heard, null)

    private enum class Here { Yes, No }

    private companion object {
        val none = Held(0u, 0u, 0u)

        /** 2026-11-27, 18:40 UTC. */
        const val MET = 1_795_804_800_000

        /** Some weeks before. */
        const val ADDED = 1_793_000_000_000
    }
}

/** Words of the list that recovery words come from, in its order: nobody's. */
val recoveryWords = listOf(
    "abandon", "ability", "able", "about", "above", "absent", "absorb", "abstract", "absurd", "abuse", "access", "accident",
    "account", "accuse", "achieve", "acid", "acoustic", "acquire", "across", "act", "action", "actor", "actress", "actual",
)
