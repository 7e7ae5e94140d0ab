/** Errors by their stable codes, whatever their kind; none of them holds a person's words. */
package app.requite.engine

/** The stable code, the same as on the command line: what an app looks its words up by. */
val EngineException.code: String
    get() = when (this) {
        is EngineException.NotFound -> code
        is EngineException.Ambiguous -> code
        is EngineException.Invalid -> code
        is EngineException.Refused -> code
        is EngineException.Locked -> code
        is EngineException.Closed -> code
        is EngineException.Secret -> code
        is EngineException.Busy -> code
        is EngineException.Relay -> code
        is EngineException.Pairing -> code
        is EngineException.Membership -> code
        is EngineException.Storage -> code
        is EngineException.Newer -> code
        is EngineException.Vault -> code
        is EngineException.Cancelled -> code
        is EngineException.Internal -> code
    }
