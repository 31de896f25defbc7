package testbed //nolint:misspell // the texts are in other languages

func spanish() *tongue {
	return &tongue{
		organization: "Consejo del Agua de Valdemar",
		places:       []string{"Valdemar", "Puerto Lindo", "Carranza del Río", "Torrealba", "Villa Ámbar", "Ostrales"},
		people:       []string{"Marina Olmedo", "Tobías Fuentes", "Rut Ambrosio", "Celia Torrente"},
		topics:       []string{"la red de aforos", "el servicio de prácticos", "el horario de los transbordadores", "el dragado del canal exterior", "el fondo de los faros"},
		titles: []string{
			"El Consejo informa sobre {t} en {p}", "Nuevas normas para {t} entre {p} y {q}",
			"{p} y {q} firman un acuerdo sobre {t}", "Se abre en {p} la consulta sobre {t}", "{n} embarcaciones participan en la revisión de {t} en {p}",
		},
		leads: []string{
			"El {o} ha publicado sus conclusiones sobre {t}; se tuvieron en cuenta {n} observaciones de {p} y {q}.",
			"Desde el próximo mes {n} amarres de {p} seguirán un solo plan para {t}, según se anunció en {q}.",
		},
		sentences: []string{
			"El informe sobre {t} abarca {n} registros del cuaderno de la estación de {p}.",
			"Las autoridades de {q} subrayaron que las cifras fueron comprobadas dos veces por un equipo de {m} técnicos.",
			"Las obras empezarán cuando se concedan los {m} permisos necesarios para {p}.",
			"El coste se calcula en {n} mil coronas, de las que {p} aportará cerca de un tercio.",
			"Se pide a los armadores que envíen sus observaciones sobre {t} en un plazo de {m} días.",
			"Un acuerdo semejante rige en {q} desde hace {m} años y se considera un éxito.",
			"Durante las obras la entrada este de {p} estará abierta a buques de hasta {n} toneladas.",
			"El pleno de {q} aprobó la propuesta por {m} votos contra tres.",
			"Los vecinos de {p} pueden consultar los planos en la oficina del puerto, sala {m}.",
		},
		quotes:   []string{"«Nadie en {p} recuerda una temporada más tranquila», dijo {w}, responsable de {t}.", "«Contamos {n} barcas en una sola mañana», explicó {w} en {q}."},
		lists:    []string{"El plan para {p} consta de los pasos siguientes:"},
		items:    []string{"un registro común para {p} y {q};", "la reparación del muelle número {m};", "formación para {n} voluntarios;", "la publicación anual de las cifras."},
		headings: []string{"Qué cambia en {p}", "Próximos pasos para {q}"},
		space:    " ",
	}
}

func german() *tongue {
	return &tongue{
		organization: "Hafenamt Lindmoor",
		places:       []string{"Lindmoor", "Ostertal", "Korrinbucht", "Tarnholm", "Eschensund", "Wexlingen"},
		people:       []string{"Maren Altenburg", "Tobias Fennhoff", "Ruth Ammer", "Klaus Tarrant"},
		topics:       []string{"das Pegelnetz", "den Lotsendienst", "den Fährplan", "die Vertiefung der Außenrinne", "die Winterliegeplätze"},
		titles: []string{
			"Hafenamt berichtet über {t} in {p}", "Neue Regeln für {t} zwischen {p} und {q}",
			"{p} und {q} schließen Vereinbarung über {t}", "Anhörung über {t} beginnt in {p}", "{n} Schiffe bei der Prüfung für {t} vor {p}",
		},
		leads: []string{"Das {o} hat seine Ergebnisse über {t} veröffentlicht; {n} Beobachtungen aus {p} und {q} flossen ein."},
		sentences: []string{
			"Der Bericht über {t} umfasst {n} Einträge aus dem Buch der Station {p}.",
			"Vertreter aus {q} betonten, die Zahlen seien zweimal geprüft worden, zuletzt von {m} Vermessern.",
			"Die Arbeiten beginnen, sobald die {m} nötigen Genehmigungen für {p} vorliegen.",
			"Die Kosten werden auf {n} Tausend Kronen geschätzt, davon trägt {p} etwa ein Drittel.",
			"Die Reeder werden gebeten, sich binnen {m} Tagen über {t} zu äußern.",
			"Eine ähnliche Regelung gilt in {q} seit {m} Jahren und hat sich bewährt.",
			"Während der Arbeiten bleibt die Osteinfahrt von {p} für Schiffe bis {n} Tonnen offen.",
			"Der Rat von {q} stimmte dem Vorschlag mit {m} zu drei Stimmen zu.",
			"Die Zeichnungen liegen in {p} im Hafenbüro aus, Zimmer {m}.",
		},
		quotes:   []string{"„In {p} erinnert sich niemand an eine ruhigere Saison“, sagte {w}, die im Amt über {t} wacht.", "„Wir zählten {n} Boote an einem einzigen Morgen“, berichtete {w} in {q}."},
		lists:    []string{"Der Plan für {p} sieht folgende Schritte vor:"},
		items:    []string{"ein gemeinsames Verzeichnis für {p} und {q};", "die Ausbesserung von Kai {m};", "Schulungen für {n} Freiwillige;", "die jährliche Veröffentlichung der Zahlen."},
		headings: []string{"Was sich in {p} ändert", "Nächste Schritte für {q}"},
		space:    " ",
	}
}

func portuguese() *tongue {
	return &tongue{
		organization: "Autoridade das Águas de Vale Claro",
		places:       []string{"Vale Claro", "Porto Lindo", "Baía de Corim", "Torre Alva", "Enseada do Freixo", "Ostreira"},
		people:       []string{"Marina Olival", "Tobias Fontes", "Rute Ambrósio", "Carlos Torrado"},
		topics:       []string{"a rede de marégrafos", "o serviço de pilotos", "o horário das balsas", "a dragagem do canal", "o fundo dos faróis"},
		titles: []string{
			"Autoridade apresenta relatório sobre {t} em {p}", "Novas regras para {t} entre {p} e {q}",
			"{p} e {q} assinam acordo sobre {t}", "Consulta sobre {t} começa em {p}", "{n} embarcações participam na revisão de {t} em {p}",
		},
		leads: []string{
			"A {o} publicou as suas conclusões sobre {t}; foram consideradas {n} observações de {p} e {q}.",
			"A partir do próximo mês, {n} postos de {p} seguirão um só plano para {t}, anunciou-se em {q}.",
		},
		sentences: []string{
			"O relatório sobre {t} abrange {n} registos do livro da estação de {p}.",
			"Os responsáveis de {q} sublinharam que os números foram verificados duas vezes por {m} técnicos.",
			"As obras começam logo que sejam emitidas as {m} licenças necessárias para {p}.",
			"O custo é estimado em {n} mil coroas, das quais {p} pagará cerca de um terço.",
			"Pede-se aos armadores que enviem os seus comentários sobre {t} no prazo de {m} dias.",
			"Um regime semelhante vigora em {q} há {m} anos e é visto como um êxito.",
			"Durante as obras, a entrada leste de {p} ficará aberta a navios até {n} toneladas.",
			"A assembleia de {q} aprovou a proposta por {m} votos contra três.",
			"Os moradores de {p} podem consultar os desenhos no escritório do porto, sala {m}.",
		},
		quotes:   []string{"«Ninguém em {p} se lembra de uma época mais calma», disse {w}, que dirige {t}.", "«Contámos {n} barcos numa só manhã», disse {w} em {q}."},
		lists:    []string{"O plano para {p} prevê os seguintes passos:"},
		items:    []string{"um registo comum para {p} e {q};", "a reparação do cais número {m};", "formação de {n} voluntários;", "a publicação anual dos números."},
		headings: []string{"O que muda em {p}", "Próximos passos para {q}"},
		space:    " ",
	}
}

func french() *tongue {
	return &tongue{
		organization: "Conseil des eaux de Valmoré",
		places:       []string{"Valmoré", "Port-Linde", "la baie de Corrin", "Tournelle", "Frênes-sur-Mer", "Ostrelle"},
		people:       []string{"Marine Aulnaie", "Tobie Fontanel", "Ruth Ambert", "Colin Tarrain"},
		topics:       []string{"le réseau des marégraphes", "le service des pilotes", "l’horaire des bacs", "le dragage du chenal", "le fonds des phares"},
		titles: []string{
			"Le Conseil rend compte de ses travaux sur {t} à {p}", "De nouvelles règles pour {t} entre {p} et {q}",
			"{p} et {q} signent un accord sur {t}", "La consultation sur {t} s’ouvre à {p}", "{n} navires prennent part à l’examen : {t} à {p}",
		},
		leads: []string{
			"Le {o} a publié ses conclusions sur {t} ; {n} observations de {p} et de {q} ont été prises en compte.",
			"Dès le mois prochain, {n} postes de {p} suivront un plan unique pour {t}, a-t-on annoncé à {q}.",
		},
		sentences: []string{
			"Le rapport sur {t} porte sur {n} relevés du carnet de la station de {p}.",
			"Les responsables de {q} ont souligné que les chiffres avaient été vérifiés deux fois par {m} géomètres.",
			"Les travaux commenceront dès que les {m} autorisations nécessaires pour {p} auront été délivrées.",
			"Le coût est estimé à {n} mille couronnes, dont {p} prendra en charge environ un tiers.",
			"Les armateurs sont priés d’envoyer leurs remarques sur {t} sous {m} jours.",
			"Un régime semblable existe à {q} depuis {m} ans et passe pour une réussite.",
			"Pendant les travaux, l’entrée est de {p} restera ouverte aux navires de moins de {n} tonnes.",
			"L’assemblée de {q} a adopté la proposition par {m} voix contre trois.",
			"Les habitants de {p} peuvent consulter les plans au bureau du port, salle {m}.",
		},
		quotes:   []string{"« Personne à {p} ne se souvient d’une saison plus calme », a dit {w}, en charge du dossier : {t}.", "« Nous avons compté {n} bateaux en une seule matinée », a raconté {w} à {q}."},
		lists:    []string{"Le plan pour {p} comprend les étapes suivantes :"},
		items:    []string{"un registre commun pour {p} et {q} ;", "la réfection du quai numéro {m} ;", "la formation de {n} bénévoles ;", "la publication annuelle des chiffres."},
		headings: []string{"Ce qui change à {p}", "Les prochaines étapes pour {q}"},
		space:    " ",
	}
}
