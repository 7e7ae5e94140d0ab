# Páginas que se abren a propósito: preguntas de las notas, quién me encuentra, el año. Preguntas, no conclusiones; nunca un nombre.

## Preguntas de las notas
insights-read = Preguntas de tus propias notas, no conclusiones. Cualquiera se puede dejar aparte.
insights-none = Hoy tus notas no preguntan nada. Está bien así.
ask-kept = Anotaste { $partly ->
    [0] { $kept } cumplidas y { $not } no
   *[other] { $kept } cumplidas, { $partly } en parte y { $not } no
}. ¿Hay algo que quieras agradecerle?
ask-not-kept = Anotaste { $partly ->
    [0] { $kept } cumplidas y { $not } no
   *[other] { $kept } cumplidas, { $partly } en parte y { $not } no
}. ¿Con qué te gustaría contar la próxima vez?
ask-kept-mine = De tus propias promesas anotaste { $partly ->
    [0] { $kept } cumplidas y { $not } no
   *[other] { $kept } cumplidas, { $partly } en parte y { $not } no
}. ¿Qué te ayudó a cumplirlas?
ask-not-kept-mine = De tus propias promesas anotaste { $partly ->
    [0] { $kept } cumplidas y { $not } no
   *[other] { $kept } cumplidas, { $partly } en parte y { $not } no
}. ¿Qué te ayudaría con la próxima?
change-mine = Las notas de tus propias promesas de antes y de después de { $part ->
    [early] principios
    [late] finales
   *[mid] mediados
} de { $month ->
    [1] enero
    [2] febrero
    [3] marzo
    [4] abril
    [5] mayo
    [6] junio
    [7] julio
    [8] agosto
    [9] septiembre
    [10] octubre
    [11] noviembre
   *[12] diciembre
}{ $year ->
    [0] {""}
   *[other] {" "}de { $year }
} parecen distintas. ¿Cambió algo? (Los cambios a menudo se nos escapan o los leemos mal.)
ask-needs = { $count ->
    [one] Hay { $count } necesidad que nunca dijiste en voz alta. ¿Te gustaría pedirla?
   *[other] Hay { $count } necesidades que nunca dijiste en voz alta. ¿Hay alguna que te gustaría pedir?
}
ask-gap = El último contacto que anotaste fue hace { $days ->
    [one] { $days } día
   *[other] { $days } días
}. Nueve de cada diez pausas anteriores duraron como mucho { $usual ->
    [one] { $usual } día
   *[other] { $usual } días
}. ¿Te parece bien así?
ask-after-lower = Después de ver a esa persona solías anotar que te sentías peor que otros días ({ $notes } notas). ¿Qué haría que la próxima vez fuera más amable contigo?
ask-after-higher = Después de ver a esa persona solías anotar que te sentías mejor que otros días ({ $notes } notas). ¿Te gustaría tener más de eso?

## Quién me encuentra
meets-read = Lo que anotaste después de ver a cada persona. Por orden de nombre, y por ningún otro.
meets-none = Todavía no hay nada anotado sobre cómo te sentiste después de ver a alguien.
met-seen = Sentiste que te veían { $times } de { $of ->
    [one] { $of } vez
   *[other] { $of } veces
}.
met-secure = Sentiste seguridad { $times } de { $of ->
    [one] { $of } vez
   *[other] { $of } veces
}.
met-equal = Sentiste igualdad { $times } de { $of ->
    [one] { $of } vez
   *[other] { $of } veces
}.

## El año
year-read = Un año tuyo. Nada de esto se le echa en cara a nadie.
year-none = No hay nada anotado en este año. También está bien.
year-writing = Escribiste { $entries ->
    [one] { $entries } entrada
   *[other] { $entries } entradas
} en { $days ->
    [one] { $days } día
   *[other] { $days } días
}.
year-felt = En { $days ->
    [one] { $days } día
   *[other] { $days } días
} anotaste cómo estabas.
year-care = En { $days ->
    [one] { $days } día
   *[other] { $days } días
} hiciste algo bueno por ti.
year-reflections = Escribiste con una guía { $times ->
    [one] { $times } vez
   *[other] { $times } veces
}{ $better ->
    [0] {""}
   *[other] , y te sentiste mejor después de { $better }
}.
year-lessons = Anotaste { $count ->
    [one] { $count } cosa
   *[other] { $count } cosas
} que aprendiste.
year-kinder = Encontraste { $count ->
    [one] { $count } verdad más amable
   *[other] { $count } verdades más amables
} para viejas frases sobre ti.
year-promises = De tus propias promesas cumpliste { $partly ->
    [0] { $kept }, y { $not } no
   *[other] { $kept }, { $partly } en parte, y { $not } no
}.
year-given = Anotaste { $count ->
    [one] { $count } gesto amable
   *[other] { $count } gestos amables
} que tuviste con otras personas.
year-good = Anotaste { $count ->
    [one] { $count } cosa buena que vino
   *[other] { $count } cosas buenas que vinieron
} de otras personas.
year-held = Mantuviste un límite tuyo { $count ->
    [one] { $count } vez
   *[other] { $count } veces
}.
year-milestones = Le pusiste nombre a { $count ->
    [one] { $count } día
   *[other] { $count } días
}.

## Rótulos
label-promises = Promesas
label-started = Quién se puso en contacto
label-needs = Necesidades dichas en voz alta
label-care = Cuidado
label-remarks = Junto a los números
label-over-time = Con el tiempo
label-them = esa persona
label-me = yo
label-both = de los dos
label-kept = cumplidas
label-partly = en parte
label-not-kept = no cumplidas
label-asked = pedidas
label-met = atendidas
label-received = recibido
label-given = dado
label-of-them = de esa persona
label-of-me = de mí
label-their-share = su parte
label-my-share = mi parte
label-behind = Detrás de cada número
label-nothing = nada anotado
label-insights = Preguntas
label-meets = Quién me encuentra
label-year = Mi año
label-energy = energía
label-worth = valía
label-seen = que te ven
label-secure = seguridad
label-equal = igualdad
label-safe-to-be-me = poder ser yo
label-after = Después de verse
label-one-thing = Una cosa de cada lado
label-people-who-help = Personas que te ayudan
label-nobody-noted = todavía nadie
label-a-contact = un contacto
label-own = Preguntas mías
label-for-you = Ahora algo para ti
