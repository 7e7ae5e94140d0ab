/** What may have become of a promise, all of one size; none of them is first. And the pictures of what can be noted. */
package app.requite.ui.parts

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.ExperimentalLayoutApi
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.runtime.Composable
import androidx.compose.ui.graphics.vector.ImageVector
import app.requite.ui.CaptureMode
import app.requite.ui.theme.Space
import app.requite.ui.words.Family
import app.requite.ui.words.answers
import app.requite.ui.words.word

/** The five answers. */
@OptIn(ExperimentalLayoutApi::class)
@Composable
fun Answers(answer: (String) -> Unit) {
    FlowRow(horizontalArrangement = Arrangement.spacedBy(Space.small), verticalArrangement = Arrangement.spacedBy(Space.tight)) {
        answers.forEach { outcome -> SoftButton(word(Family.Outcome, outcome), { answer(outcome) }) }
    }
}

/** The picture that goes with what is noted. */
internal val CaptureMode.picture: ImageVector
    get() = when (this) {
        CaptureMode.Moment -> Icons.Moment
        CaptureMode.Felt -> Icons.Felt
        CaptureMode.Care -> Icons.Leaf
    }
