# La página sencilla de apoyo, y las preguntas antes de una despedida.
support-heading = Apoyo
support-placeholders = Estas líneas son solo huecos por rellenar. Aquí no se ha comprobado ningún número.
support-checked = Comprobado el { $date }.
support-stale = Comprobado el { $date }, hace más de un año. Por favor, busca uno más reciente.
support-offer = Hay una página con personas a quienes acudir. Sigue estando en el menú.

gate-afraid = ¿Te daría miedo su reacción?
gate-hurt = ¿Alguna vez te ha hecho daño, te ha amenazado o te ha acorralado?
gate-watched = ¿Mira tu teléfono, tus cuentas o dónde estás?
gate-depends = ¿Controla dinero, papeles, una casa o hijos de los que dependes?
gate-nowhere = ¿No tendrías ningún lugar seguro adonde ir ese mismo día?
gate-worried = ¿Alguien en quien confías teme por tu seguridad?
gate-free = No debes una explicación a quien te da miedo.
