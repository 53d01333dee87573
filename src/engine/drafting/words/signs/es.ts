import type { Signs } from './signs.ts';

export const spanishSigns: Signs = {
  titles: {
    photo: 'Foto',
    signature: 'Firma',
    text: 'Nota',
    file: 'Archivo',
    checkbox: 'Marcado',
    number: 'Lectura',
    message: 'Mensaje enviado',
  },
  asks: {
    photo: {
      says: /\b(?:fotos?|fotografi\w+|capturas? de pantalla|pantallazos?)\b/,
      not: /\b(?:(?:ver|segun|como en|comparar con|compare con) (?:la |las |esta )?(?:fotos?|fotografias?)|fotocopi\w+|(?:no|prohibido) (?:tomar |hacer |sacar )?(?:fotos?|fotograf\w+)|documento con foto\w*)\b/g,
    },
    signature: {
      says: /\b(?:firm(?:ar|e|en|a|an|ado|ada|ados|adas|as|ese)(?! de (?:la|el) (?:empresa|consult))|rubric\w+|visar|contrafirm\w+)\b/,
      not: /\b(?:(?:tierra|superficie|suelo|base|mano|manera|este|mantenga|sujete) firmes?|firmemente|firmeza|en firme)\b/g,
    },
    text: {
      says: /\b(?:anot(?:ar|e|en|a|an|ado|ada|ando|arse|elo|arlo)|registr(?:ar|e|en|a|an|ado|ada|ados|adas|ando|arse|elo|arlo|arla)|apunt(?:ar|e|en|a|ado)|escrib(?:ir|a|e|an)(?! (?:a|al) )|document(?:ar|e|en|ado|arse)|consign(?:ar|e|en|ado)|diligenci(?:ar|e)|asent(?:ar|ado)|asiente|describ(?:ir|a)|resum(?:ir|a)|hacer constar|haga constar|deja?r? constancia|dejar (?:registro|evidencia escrita)|llevar (?:un |el )?(?:registro|diario)|lleve (?:un |el )?registro|tom(?:ar|e) (?:nota|notas)|(?:complet(?:ar|e)|rellen(?:ar|e)|llen(?:ar|e)) (?:la|el) (?:bitacora|libro|registro|diario|planilla)|bitacora|abr(?:ir|a) (?:un )?(?:ticket|caso|incidencia)|cre(?:ar|e) (?:un )?ticket|ingres(?:ar|e) (?:el |la |los |las )(?:valor|dato|resultado|lectura|temperatura|cantidad)\w*)\b/,
      not: /\b(?:(?:verifi\w+|revis\w+|consult\w+|comprob\w+|compruebe|leer|lea|examin\w+) (?:el |la |los |las )?(?:registros?|bitacora|notas?|historial)|no (?:anot|registr|escrib)\w+|caja registradora|registro (?:sanitario|mercantil|civil)|escriba a|segun lo registrado)\b/g,
    },
    file: {
      says: /\b(?:adjunt(?:ar|e|en|a|ado|ada|ando)|anex(?:ar|e|en|ado)|imprim(?:ir|a|an|e|irse)|escane(?:ar|e|ado)|export(?:ar|e|ado)|sub(?:ir|a) (?:el |la |los |las |un |una )|cargar (?:el |la )?(?:archivo|documento|evidencia)|archiv(?:ar|e|ado))\b/,
      not: /\b(?:suba (?:la|el) (?:temperatura|volumen|persiana|escalera)|subir (?:la|el) (?:temperatura|volumen|persiana|nivel)|subir las escaleras|escane\w+ (?:el |los )?codigos?)\b/g,
    },
    checkbox: {
      says: /\b(?:marc(?:ar|e|que) (?:con una (?:x|equis|cruz) |con un (?:visto|check) )?(?:en )?(?:la |el |cada |las )?(?:casillas?|recuadros?|cuadros?|check-?list|lista)|marcar como (?:hecho|completad[oa]|realizad[oa])|tild(?:ar|e)|palome\w+|tach(?:ar|e) (?:de )?la lista|chequear en la lista)\b/,
    },
    message: {
      says: /\b(?:envi(?:ar|e|en|a|an)|mand(?:ar|e)|escrib(?:ir|a)|redact(?:ar|e)|remit(?:ir|a))\b.{0,50}\b(?:e-?mails?|correos?|correo electronico|sms|carta|mensaje|oficio|memorando)\b/,
    },
  },
  papers:
    /\b(?:formularios?|formatos?|informes?|reportes?|recibos?|facturas?|certificados?|cuestionarios?|planillas?|albaran(?:es)?|comprobantes?|actas?|copias?|hojas? de \w+|solicitud(?:es)?|contratos?|fichas?|partes? de \w+|pdf|ficheros?|archivos?|listas? de (?:verificacion|chequeo|control)|check-?list|ticket z|declaracion(?:es)?|justificantes?|guias? de \w+)\b/,
  produces:
    /\b(?:rellen(?:ar|e|en|ado)|llen(?:ar|e|en|ado)|complet(?:ar|e|en|ado|ada)|diligenci\w+|envi(?:ar|e|en|a|ado)|remit\w+|entreg(?:ar|ue|uen)|presentar?|presente|adjunt\w+|imprim\w+|elabor(?:ar|e|a|ado)|redact(?:ar|e|a)|cre(?:ar|e)|prepar(?:ar|e|a)|emit(?:ir|a|e)|gener(?:ar|e|a)|guard(?:ar|e)|archiv\w+|conserv(?:ar|e)|solicit(?:ar|e)|expedir|hacer|haga|levantar|levante)\b/,
  measured:
    /(?<![\p{L}])(?:temperaturas?|medidas?|mediciones|medicion|pesos?|nivel(?:es)?|presion(?:es)?|ph|cantidad(?:es)?|numero de|humedad|voltaje|tension|concentracion(?:es)?|profundidad|velocidad|dureza|cloro|caudal|espesor|par de apriete|kilometraje|importes?|montos?|total(?:es)?|volumen(?:es)?|longitud|ancho|altura|dosis|pulso|conductividad|turbidez|densidad|fondo de caja|contador|lecturas?|valor(?:es)?|glucosa|saturacion)(?![\p{L}])/u,
  measures:
    /\b(?:medir(?:se)?|mida|mide|midan|pes(?:ar|arse)|pese(?= (?:el|la|los|las|cada|un))|cont(?:ar|arse)(?! con)|cuente(?! con)|cuenta(?= (?:el|la|los|las))|tom(?:ar|e) (?:la|su) (?:temperatura|presion|lectura)|(?:realiz|efectu|hac|tom)(?:ar|er|e|a) (?:el |la |un |una )?(?:\w+ )?(?:conteo|lectura|medicion|inventario)|le(?:er|a) (?:el|la) (?:contador|termometro|manometro|lectura)|determin(?:ar|e) (?:el|la) (?:peso|ph|temperatura|volumen|concentracion))\b/,
  checks:
    /^(?:(?:luego|despues|primero|siempre|finalmente|por favor,?)\s+)*(?:verifi\w+|revis(?:ar|e|en|a)\b|comprob\w+|compruebe\w*|asegur\w+|inspeccion\w+|control(?:ar|e)\b|confirm(?:ar|e)\b|examin\w+|supervis(?:ar|e)\b|prob(?:ar)\b|pruebe|observ(?:ar|e)\b|vigil(?:ar|e)\b|compar(?:ar|e)\b|monitore\w+|cerciorar\w*|chequ\w+)/,
  condition:
    /(?<!\b(?:decid\w*|verificar|verifique|comprobar|compruebe|determinar|determine|revisar|revise|saber|incluso|como|preguntar|pregunte|confirmar|evaluar)\s)\b(?:si|en caso de|en caso que|en caso de que|cuando (?=[^.,]{0,60}(?:super|exced|inferior|mayor|no ))|siempre que|a menos que|salvo que)\b/gu,
  otherwise: /(?:^|[.;,]\s*)(?:de lo contrario|en caso contrario|si no|si es no|caso contrario|en su defecto)\b,?\s*/,
  by: /\bpor (?:el |la |los |las |un |una )|\ba cargo (?:de |del |de la )/g,
  as: /^(?:como|en calidad de) (?:el |la )?/,
  finite:
    /^(?:debe|deben|debera|deberan|puede|pueden|es|son|ha|han|tiene|se|(?:verific|revis|limpi|abr|cierr|anot|registr|mid|tom|pon|hac|asegur|inform|llam|envi|complet|notific|retir|coloc|esper|us|utiliz|lav|desinfect|firm|entreg|solicit|seleccion|ingres|confirm|realiz|manten|guard|elimin|apag|enciend|conect|prepar|recib|autoriz|aprueb|valid|cuent|pes|control|supervis|comunic|avis|comprueb|ejecut|efectu|inspeccion|archiv|evalu|decid|organiz|coordin|clasific|almacen|sirv|cocin|rellen|llen|gestion|emit|elabor|determin|contact|activ|orden)(?:a|e|an|en|ua|gue|ga)|pone|hace|mantiene|dispone)$/,
  label:
    /(?<![\p{L}])(?:responsables?|responsabilidad(?:es)?|a cargo de|realizado por|ejecutado por|rol|quien|cargo|encargad[oa]|ejecutor)\s*[:=]\s*/u,
  duties:
    /\b(?:funciones (?:del|de la|de los|de)|tareas (?:del|de la|de los|de|para)|responsabilidades (?:del|de la|de los|de)|para (?:el|la|los|las)|lista de (?:verificacion|control|chequeo) (?:del|de la|para)|funciones|tareas|responsabilidades|rol|del|de la|el|la|los|las|actividades)\b/g,
  within:
    'dentro de(?: las| los)?|en un plazo (?:de|maximo de|no mayor a|no superior a)|en menos de|antes de(?: las| los)?|en un maximo de|a mas tardar (?:en|a)(?: las| los)?|en un tiempo (?:maximo )?de|en el plazo de',
  before: 'antes de las?|hasta las?|a mas tardar a las?|no mas tarde de las?|para las',
  at: 'a las?|desde las?|a partir de las?|sobre las?',
  unanswered:
    /\b(?:nadie|sin respuesta|no (?:\w+ ){0,2}?(?:respond\w*|contest\w*|esta disponible|se (?:resuelve|soluciona|localiza|corrige)|atiend\w*)|no hay respuesta|no disponible|persist\w+|continua|sigue)\b/,
  tells:
    /\b(?:llam(?:ar|e|en|a) (?:a|al)|avis(?:ar|e|en|a) (?:a|al)|inform(?:ar|e|en|a) (?:a|al|de inmediato al?)|notifi(?:car|que|quen|ca) (?:a|al)|comuni(?:car|que|ca)(?:se|rse)? (?:\w+ ){0,2}?(?:a|al|con)|contact(?:ar|e) (?:a|al|con)|escal(?:ar|e) (?:a|al)|report(?:ar|e) (?:a|al)|alert(?:ar|e) (?:a|al)|pregunt(?:ar|e) (?:a|al)) (?:el |la |los |las |su )?/g,
  forbids: /\b(?:no|nunca|jamas|prohibid\w+|ningun[a]?|nadie|queda prohibido)\b/,
  without: /\b(?:sin|salvo|a menos|excepto|antes)\b/,
  writes:
    /\b(?:ingres\w*|registr\w*|introdu\w*|anot\w*|actualiz\w*|cre(?:ar|e)|modifi\w*|elimin\w*|guard\w*|sub(?:ir|a)|carg\w*|cerr\w*|complet\w*|rellen\w*|captur\w*|document\w*|apunt\w*|diligenci\w*)\b/,
  reads:
    /\b(?:verifi\w*|revis\w*|consult\w*|busc\w*|busqu\w*|abr\w*|le(?:er|a)|export\w*|imprim\w*|comprob\w*|compruebe|descarg\w*|compar\w*)\b/,
  inSystem: 'en|en el|en la|desde|desde el|mediante|con|por|del|al',
  systems:
    /\b(?:el sistema(?! de)|sistema (?:de|del) \w+|software(?: \w+)?|base de datos|intranet|portal(?: \w+)?|aplicacion(?: \w+)?|app|hoja de calculo|tablero|caja registradora|crm|erp|lims|tpv|plataforma(?: \w+)?|programa (?:de|del) \w+)\b/,
  often: {
    daily:
      /\b(?:diari\w*|cada (?:dia|manana|tarde|noche|turno)|todos los dias|todas las (?:mananas|tardes|noches)|una vez al dia|a diario)\b/,
    workdays:
      /\b(?:cada dia (?:laborable|habil)|todos los dias (?:laborables|habiles)|dias (?:laborables|habiles)|de lunes a viernes)\b/,
    weekly: /\b(?:semanal\w*|cada semana|todas las semanas|una vez (?:a la|por) semana)\b/,
    monthly: /\b(?:mensual\w*|cada mes|todos los meses|una vez al mes|primer dia del mes)\b/,
    hourly: /\b(?:cada hora|todas las horas)\b/,
    days: ['lunes', 'martes', 'miercoles', 'jueves', 'viernes', 'sabados?', 'domingos?'],
    each: 'cada|todos los|los|el',
    parts: [
      [/\bmananas?\b|\bapertura\b/, 7],
      [/\bmediodia\b/, 12],
      [/\btardes?\b/, 15],
      [/\bcierre\b/, 20],
      [/\bnoches?\b/, 22],
    ],
  },
};
