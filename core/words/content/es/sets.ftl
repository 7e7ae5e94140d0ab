# Conjuntos guiados: concretos, breves, cada uno con una salida hacia el cuidado. Los identificadores no cambian nunca.
sets-concrete = Quédate con lo que se podía ver y oír.
sets-distanced = Escribe como si miraras desde un poco más lejos: llámate por tu nombre.
sets-time = { $minutes } minutos son de sobra. Puedes parar cuando quieras.
sets-enough = Por hoy ya es suficiente.
sets-helped = ¿Te ayudó?
sets-resting = Parece que este te deja peor. Descansa hasta el { $date }, salvo que lo pidas.
sets-turn = Esta semana te has preguntado por qué varias veces. Quizá ahora te siente mejor uno de estos; puedes saltártelo.

plainly = Lo que pasó, sin adornos
plainly-where = ¿Dónde estabas y quién estaba allí?
plainly-said = ¿Qué se dijo, palabra por palabra, hasta donde recuerdas?
plainly-done = ¿Qué se hizo?
plainly-next = ¿Qué hiciste después?
plainly-camera = ¿Qué no habría visto una cámara?
plainly-care = Déjalo ya. Toma algo caliente.

deeds = Palabras y hechos
deeds-promise = ¿En qué promesa piensas?
deeds-know = ¿Cómo sabrías que se cumplió?
deeds-unasked = ¿Qué llegó últimamente sin pedirlo?
deeds-mine = ¿Qué prometiste tú y cómo va?
deeds-expect = ¿Qué esperarás la próxima vez?
deeds-care = Haz hoy una cosa que te prometiste a ti.

afterwards = Cómo estoy después
afterwards-feelings = Nombra tres sentimientos y dónde están en el cuerpo.
afterwards-weight = ¿Qué se volvió más ligero o más pesado?
afterwards-need = ¿Qué necesitas en las próximas dos horas?
afterwards-refills = ¿Quién o qué te devuelve la energía?
afterwards-care = Toma la primera de esas cosas, aunque sea un poco.

mine = Lo que me toca cambiar a mí
mine-tried = Escríbete por tu nombre: ¿qué has intentado?
mine-unsaid = ¿Qué no has dicho nunca en voz alta?
mine-theirs = ¿Qué le corresponde a la otra persona?
mine-year = Si nada cambiara en un año, ¿qué harías por ti?
mine-care = Mira por una ventana lo que dura una canción.

hope = Esperanza y hechos
hope-hoping = ¿Qué esperas?
hope-fits = ¿Qué has visto que encaje?
hope-not = ¿Qué no encaja?
hope-enough = ¿Qué bastaría para decidir y cuándo volverás a mirar?
hope-care = Déjalo hasta ese día. Sal un momento al aire.

line = Mi límite
line-first = ¿Cuándo se va primero mi paz?
line-then = ¿Qué haré cuando pase?
line-limit = ¿Cuál es el límite más pequeño que puedo mantener esta semana?
line-back = ¿Quién puede apoyarme?
line-care = Suelta el aire despacio, cinco veces.

goodbye = Una despedida honesta
goodbye-good = ¿Qué fue bueno y verdadero?
goodbye-carry = ¿Qué no puedo seguir cargando?
goodbye-asking = ¿Qué pido y qué no pido?
goodbye-hurts = ¿Qué haré si la respuesta duele?
goodbye-night = ¿Cómo me cuidaré esa noche?
goodbye-care = Cuéntale a alguien de confianza que has escrito esto.

learned = Lo que aprendí
learned-noticed = ¿Cuándo lo noté por primera vez?
learned-explained = ¿A qué le busqué explicaciones?
learned-strength = ¿Qué fortaleza usé?
learned-before = ¿Dónde me he encontrado esto antes?
learned-earlier = Una cosa que haré antes la próxima vez.
learned-care = Dite esa fortaleza una vez, en voz alta.

closeness = Lo que pido a la cercanía
closeness-seen = Tres cosas que hacen que sienta que me ven.
closeness-tuesday = ¿Cómo es cada una un martes cualquiera?
closeness-give = ¿Cuáles doy yo?
closeness-wait = ¿Cuáles pueden esperar y cuáles no?
closeness-care = Manda unas palabras amables a alguien que te hace bien.

kindness = Amabilidad conmigo
kindness-friend = ¿Qué le dirías a una amistad que escribiera esto?
kindness-old = ¿Qué vieja frase sobre ti salió de aquí?
kindness-truer = ¿Qué es más cierto y qué lo demuestra?
kindness-today = Una cosa suave hoy.
kindness-care = Hazla ahora, si cabe en cinco minutos.

grief = Duelo y luego suelo
grief-letting = ¿Qué dejas ir hoy?
grief-stays = ¿Qué sigue siendo tuyo?
grief-ground = Pon los dos pies en el suelo; cinco cosas que ves.
grief-spring = Un mensaje para quien serás la próxima primavera (sellado).
grief-care = Abrígate. Ha sido mucho para un solo día.
