# Lo que puede aparecer en una pantalla bloqueada: tres líneas que no nombran a nadie ni nada. Sin huecos, nunca.
notify-write = Un minuto de calma, si quieres.
notify-look-back = Algo que dejaste para ahora.
notify-small-thing = Una cosa pequeña para hoy.
