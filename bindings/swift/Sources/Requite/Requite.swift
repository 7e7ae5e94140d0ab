/// What an app imports: everything that the engine offers, and beside it what Swift has of its own for streams, errors and
/// cancelling. Never anything that decides.
@_exported import RequiteEngine
