/** Draws all pictures anew: `java … app.requite.ui.pictures.RecordKt FOLDER`, by the profile `record` of Maven. */
package app.requite.ui.pictures

import java.io.File

fun main(arguments: Array<String>) {
    val folder = File(arguments.single())
    folder.mkdirs()
    folder.listFiles { file -> file.extension == "png" }.orEmpty().forEach { it.delete() }
    pictures.forEach { File(folder, "${it.name}.png").writeBytes(it.png()) }
    println("${pictures.size} pictures, ${folder.listFiles().orEmpty().sumOf { it.length() } / BYTES_IN_KB} KB")
}

private const val BYTES_IN_KB = 1024
