# Lo que los números permiten decir. En los huecos van números, nunca nombres ni lo que alguien escribió.

## Demasiado poco anotado
not-enough = Todavía hay muy poco anotado para decir algo ({ $noted } de { $needed }, en { $days ->
    [one] { $days } día
   *[other] { $days } días
}).
too-close = Todavía hay muy poco anotado para decir algo ({ $noted } en solo { $days ->
    [one] { $days } día
   *[other] { $days } días
}).
too-old = Últimamente hay muy poco anotado para decir algo de ahora ({ $noted } en total).

## Promesas, suyas o mías
mixed = Anotaste { $partly ->
    [0] { $kept } cumplidas y { $not } no
   *[other] { $kept } cumplidas, { $partly } en parte y { $not } no
}. Hay de todo.
more-often-kept = Anotaste { $partly ->
    [0] { $kept } cumplidas y { $not } no
   *[other] { $kept } cumplidas, { $partly } en parte y { $not } no
}. En lo que anotaste, las promesas suelen cumplirse.
more-often-not = Anotaste { $partly ->
    [0] { $kept } cumplidas y { $not } no
   *[other] { $kept } cumplidas, { $partly } en parte y { $not } no
}. En lo que anotaste, las promesas más bien no se cumplen. Esto dice qué esperar, no por qué.
excused = { $count ->
    [one] { $count } se dejó aparte como disculpada.
   *[other] { $count } se dejaron aparte como disculpadas.
}
released = { $count ->
    [one] { $count } se dejó ir.
   *[other] { $count } se dejaron ir.
}
still-open = { $count ->
    [one] { $count } sigue abierta.
   *[other] { $count } siguen abiertas.
}
two-ways = { $count ->
    [one] { $count } está marcada de dos maneras y no cuenta hasta que elijas.
   *[other] { $count } están marcadas de dos maneras y no cuentan hasta que elijas.
}
unpromised = { $count ->
    [one] { $count } gesto amable llegó sin promesa.
   *[other] { $count } gestos amables llegaron sin promesa.
}

## Quién se pone en contacto
starts-mostly-you = Anotaste quién se puso en contacto { $times ->
    [one] { $times } vez
   *[other] { $times } veces
}; de su parte, { $them }{ $mutual ->
    [0] {""}
   *[other] , y de los dos, { $mutual }
}. Tu propia media con otras personas: en { $in-ten } de cada 10 empezaste tú. ¿Te parece bien así?
starts-mostly-you-plain = Anotaste quién se puso en contacto { $times ->
    [one] { $times } vez
   *[other] { $times } veces
}; de su parte, { $them }{ $mutual ->
    [0] {""}
   *[other] , y de los dos, { $mutual }
}. En lo que anotaste, sueles empezar tú. ¿Te parece bien así?
starts-mostly-them = Anotaste quién se puso en contacto { $times ->
    [one] { $times } vez
   *[other] { $times } veces
}; de su parte, { $them }{ $mutual ->
    [0] {""}
   *[other] , y de los dos, { $mutual }
}. En lo que anotaste, suele empezar la otra persona. ¿Te parece bien así?
starts-unclear = Anotaste quién se puso en contacto { $times ->
    [one] { $times } vez
   *[other] { $times } veces
}; de su parte, { $them }{ $mutual ->
    [0] {""}
   *[other] , y de los dos, { $mutual }
}. No está claro que empiece más una de las dos partes.

## Necesidades
needs-mine = Pediste { $asked ->
    [one] { $asked } vez
   *[other] { $asked } veces
}; { $met ->
    [one] { $met } se atendió
   *[other] { $met } se atendieron
}{ $partly ->
    [0] {""}
   *[other] , { $partly } en parte
}.{ $silent ->
    [0] {""}
    [one] {" "}Otra necesidad ({ $silent }) nunca la dijiste en voz alta.
   *[other] {" "}Otras { $silent } necesidades nunca las dijiste en voz alta.
}
needs-theirs = Te pidieron { $asked ->
    [one] { $asked } vez
   *[other] { $asked } veces
}; atendiste { $met }{ $partly ->
    [0] {""}
   *[other] , { $partly } en parte
}.
needs-declined = { $count ->
    [one] { $count } se rechazó con amabilidad.
   *[other] { $count } se rechazaron con amabilidad.
}
needs-not-asked = Todavía no has pedido esto.

## Cuidado
care-mostly-you = Anotaste { $received } gestos de cuidado recibidos y { $given } dados. En lo que anotaste, el cuidado va más a menudo de ti hacia la otra persona. ¿Te parece bien así?
care-mostly-them = Anotaste { $received } gestos de cuidado recibidos y { $given } dados. En lo que anotaste, el cuidado viene más a menudo de la otra persona hacia ti. ¿Te parece bien así?
care-unclear = Anotaste { $received } gestos de cuidado recibidos y { $given } dados. No está claro que vaya más en una dirección.

## Preguntas sobre las notas
change = Las notas de antes y de después de { $part ->
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
after-lower = Después de ver a esa persona solías anotar que te sentías peor que otros días ({ $notes } notas).
after-higher = Después de ver a esa persona solías anotar que te sentías mejor que otros días ({ $notes } notas).
after-unclear = Después de ver a esa persona anotaste más o menos lo mismo que otros días ({ $notes } notas).
one-sided = Las últimas 6 notas apuntan hacia un solo lado. ¿Hay algo que apunte hacia el otro, aunque sea pequeño?
hard-days = La mayoría de estas notas se escribieron en días difíciles.
hard-days-many = Más de estas notas que de costumbre se escribieron en días difíciles.
gap-longer = El último contacto que anotaste fue hace { $days ->
    [one] { $days } día
   *[other] { $days } días
}. Nueve de cada diez pausas anteriores duraron como mucho { $usual ->
    [one] { $usual } día
   *[other] { $usual } días
}.
gap-usual = El último contacto que anotaste fue hace { $days ->
    [one] { $days } día
   *[other] { $days } días
}. Es lo habitual en esta relación.
trend-rising = En { $weeks } semanas de notas, esto subió.
trend-falling = En { $weeks } semanas de notas, esto bajó.
trend-unclear = En { $weeks } semanas de notas, esto no muestra una dirección clara.
one-thing-they-did = ¿Algo que sí hizo la otra persona?
one-thing-i-did-not = ¿Algo que no hice yo?

## Cómo se lee una página
how-to-read = Son tus propias notas, no todo lo que pasó. Primero van los recuentos; el margen muestra qué encajaría con ellos.
range = Entre { $low } y { $high } de cada 100 encajarían con estas notas.
