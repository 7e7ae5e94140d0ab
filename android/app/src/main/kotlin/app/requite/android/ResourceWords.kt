/** The words of the screens from the phone's resources, in the language of the phone. Never keeps what it is given. */
package app.requite.android

import android.content.Context
import app.requite.ui.words.Words
import java.util.Locale

class ResourceWords(private val context: Context) : Words {
    override val locale: Locale get() = context.resources.configuration.locales[0]

    override fun text(key: String, vararg filling: Any): String =
        context.resources.getString(id("string", key), *filling)

    override fun counted(key: String, count: Int): String =
        context.resources.getQuantityString(id("plurals", key), count, count)

    /** By name, as the keys are a list of the screens' own; res/raw/keep.xml keeps them from being shrunk away. */
    private fun id(type: String, key: String) = context.resources.getIdentifier(key, type, context.packageName)
}
