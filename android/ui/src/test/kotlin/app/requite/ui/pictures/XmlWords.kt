/** The words as the JVM has them: out of the files that Android reads, from the class path. */
package app.requite.ui.pictures

import app.requite.ui.words.Words
import org.w3c.dom.Element
import org.w3c.dom.NodeList
import java.util.Locale
import javax.xml.parsers.DocumentBuilderFactory

/** The words of a language; its files are parsed once. */
class XmlWords(tag: String) : Words {
    override val locale: Locale = Locale.forLanguageTag(tag)

    private val root = checkNotNull(XmlWords::class.java.getResourceAsStream("/res/${folder(tag)}/strings.xml")) { "no words in $tag" }
        .use { DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(it).documentElement }

    /** Every fixed text by its key. */
    val texts: Map<String, String> = root.elements("string").associate { it.getAttribute("name") to plain(it.textContent) }

    /** Every text of a plural, by its key and then by the quantity. */
    val plurals: Map<String, Map<String, String>> = root.elements("plurals").associate { plural ->
        plural.getAttribute("name") to
            plural.elements("item").associate { it.getAttribute("quantity") to plain(it.textContent) }
    }

    override fun text(key: String, vararg filling: Any): String {
        val text = checkNotNull(texts[key]) { "no word $key in $locale" }
        return if (filling.isEmpty()) text else text.format(locale, *filling)
    }

    override fun counted(key: String, count: Int): String {
        val forms = checkNotNull(plurals[key]) { "no plural $key in $locale" }
        return forms.getValue(if (count == 1) "one" else "other").format(locale, count)
    }

    private fun folder(tag: String) = if (tag == "en") "values" else "values-$tag"

    /** What Android makes of what stands in the file. */
    private fun plain(text: String) = text.replace(Regex("\\\\(.)"), "$1")

    private fun Element.elements(name: String): List<Element> = getElementsByTagName(name).list()

    private fun NodeList.list(): List<Element> = (0 until length).map { item(it) as Element }
}
