import { type Lexicon, set } from './lexicon.ts';
import { limitPatterns } from './limit-patterns.ts';
import { spanishSigns } from './signs/es.ts';
import { spanishVerbs } from './verbs/spanish.ts';

export const spanish: Lexicon = {
  language: 'es',
  decimal: ',',
  signs: spanishSigns,
  common: 'el la los las de y en que es por con para un una se del al no son o debe si'.split(' '),
  verbs: spanishVerbs.commands,
  acts: spanishVerbs.acts,
  action:
    /(?:[a-z]{3}(?:cion|sion|miento|aje|ado|pieza)|toma|entrega|envio|firma|registro|control|retiro|revision|aviso|lavado|cierre|corte)$/,
  passive: /\b(?:se (?!debe|deben)[a-z]+(?:a|e|an|en)\b|(?:es|son|sera|seran|queda|quedan) [a-z]+(?:ad|id)[oa]s?\b)/,
  clitics: /(?<=[a-z]{3})(?:se|me|te|nos|lo|la|los|las|le|les|selo|sela)$/,
  firstForm: /^[a-z]{2,}(?:ar|er|ir)(?:se|lo|la|los|las|le|les)?$/,
  before: set(
    'ultimo enseguida posteriormente seguidamente ademas ahora luego despues primero finalmente no siempre nunca inmediatamente por favor favor de tambien',
  ),
  openers: set('si cuando despues antes para en al con una durante tras segun de a'),
  conditions: set('si'),
  instructs: /^(?:nunca\b|no [a-z]+(?:e|a|en|an|ar|er|ir)\b|prohibido)/,
  obligation:
    /\b(?:debe|deben|debera|deberan|deberia|se debe|hay que|tiene que|tienen que|es necesario|es obligatorio)\b/,
  sections: {
    purpose: /^(?:objet(?:o|ivos?)|proposito|finalidad|introduccion|antecedentes|justificacion)\b/,
    scope: /^(?:alcance|ambito|campo de aplicacion)\b/,
    roles:
      /^(?:ejecutor(?:es)?|personal (?:responsable|involucrado)|responsabilidad(?:es)?|responsables?|roles?|funciones)\b/,
    inputs: /^(?:entradas|datos (?:necesarios|requeridos)|informacion (?:necesaria|requerida))\b/,
    materials: /^(?:materiales?|equipos?|herramientas|insumos|ingredientes|reactivos|utensilios)\b/,
    skip: /^(?:(?:ultimos|recientes) cambios|cambios recientes|lee ?me|como usar este|definiciones?|glosario|abreviaturas|referencias?|documentos (?:relacionados|de referencia)|bibliografia|historial|control de cambios|revisiones|firmas?|contactos?|telefonos?|numeros (?:utiles|de emergencia)|directorio|documentos? aplicables?|solucion de problemas|historial de (?:cambios|revisiones)|base legal|marco legal|normativa|distribucion|requisitos previos|ejemplos?|registros?)\b/,
    contents: /^(?:indice|contenidos?|tabla de contenidos?|sumario)\b/,
    exceptions:
      /^(?:excepcion(?:es)?|desviacion(?:es)?|acciones? correctivas?|si (?:una?|la|el)? ?(?:valor|medida|temperatura|lectura)\b)/,
    approval: /^(?:aprobacion(?:es)?|autorizacion|liberacion|visto bueno|validacion)\b/,
    steps:
      /\b(?:procedimientos?|pasos?|instrucciones|metodo|desarrollo|actividades|proceso|lista de (?:verificacion|control|chequeo)|tareas|acciones)/,
  },
  columns: {
    step: /^(?:pasos?|acciones?|accion|tareas?|actividad(?:es)?|que|descripcion|instruccion(?:es)?|verificacion|puntos? de control|operacion)\b/,
    number: /^(?:n\.? ?[o°]?\.?$|n°|no|nº|num|#)/,
    role: /^(?:quien|responsable|rol|cargo|encargado|ejecutor)/,
    evidence: /^(?:evidencia|prueba|comprobante|registros?|documento|formulario|formato|soporte)/,
    limit: /^(?:limites?|criterios?|tolerancia|rango|valor|especificacion)/,
    due: /^(?:cuando|para cuando|hasta cuando|vencimiento|plazos?|tiempo|hora|fecha)\b/,
    frequency: /^(?:cada cuanto|periodicidad|frecuencia)\b/,
    note: /^(?:observaciones|notas?|comentarios?|detalles?|como)\b/,
    status:
      /^(?:hecho|realizado|estado|estatus|cumple\b.*|ok\??|✓|✔|☐|☑|si\b.*|no|resultados?|firma|iniciales\b.*|inicial de.*|vo\.? ?bo\.?|completad[oa]|terminad[oa]|verificad[oa]|conforme\b.*|check)$/,
  },
  duty: /(?:\b(?:debe|deben|debera|deberan|hay que|tiene que|tienen que|por favor|favor de|en (?:este|el siguiente) orden)\s*:$|\b(?:como sigue|de la siguiente manera|(?:los|las )?siguientes (?:pasos|acciones|tareas|actividades|instrucciones|medidas)|siga (?:los|estos) pasos|a seguir|por hacer|cada (?:manana|dia|noche|semana|mes|turno)|todos los dias|todas las (?:mananas|noches)|se procede(?:ra)?)[^.:]{0,60}:$)/,
  handbook: /\b(?:manual|guia|compendio|procedimientos|protocolos|instructivos|reglamento|procesos)\b/,
  checklist:
    /\b(?:check-? ?lists?|listas? de (?:verificacion|chequeo|control|comprobacion|cotejo|tareas|revision)|lista de pendientes|(?:listas?|rutina|procedimiento|ronda) de (?:apertura|cierre|limpieza|salida|entrega))\b/,
  part: /^(?:luego|fase|etapa|parte|seccion|paso|antes|durante|despues|al |dia|semana|mes|prepar|previ|configur|identif|detecc|investig|analis|evalua|conten|erradic|recuper|comunic|lecciones|cierre|final|conclus|ejecu|realiz|desarrollo|verific|validac|control|aproba|autoriz|documenta|registro|seguimiento|monitoreo|limpieza|almacen|notific|reporte|escalam|general|procedimiento|metod|proceso|instruccion|pasos|actividades|tareas|acciones|manana|mediodia|tarde|noche|diari|semanal|mensual|anual|cada|post|pre)/,
  facts:
    /^(?:version|revision|rev\.?|cambios?|modificac\w*|causas?(?: posibles?| probables?)?|solucion(?:es)?|problemas?|sintomas?|fallas?|fallos?|errores?|terminos?|abreviaturas?|siglas?|definicion(?:es)?|significados?|telefonos?|tel\.?|e-?mail|correo|extension|contactos?|retencion|tiempo de retencion|conservacion|gravedad|parametros?|valor(?:es)?|unidad(?:es)?|reactivos?|composicion|concentracion|ingredientes?|proveedor(?:es)?|documentos?|titulos?|riesgos?|peligros?)\b/,
  notSteps:
    /(?:\b(?:ejemplos?|tales como|como por ejemplo|los siguientes (?:datos|documentos|elementos)|la siguiente informacion|incluye|contiene|consta de|signos|sintomas|causas|tipos de|posibles (?:errores|problemas|fallos)|(?:errores|problemas|fallos) (?:posibles|comunes|frecuentes|conocidos))\b[^.]*:?$)/,

  limits: limitPatterns({
    between: 'entre|de|desde',
    and: 'y|a|hasta',
    to: 'a',
    atMost: String.raw`como maximo|a lo sumo|maximo|maxima|maximo de|max\.?|hasta|no (?:\w+ ){0,2}?(?:mas de|super\w+|exce\w+|sobrepas\w+|mayor(?:es)? (?:de|a|que)|superior(?:es)? a|por encima de)|menor o igual (?:a|que)|igual o (?:menor|inferior) a|inferior o igual a`,
    below: 'menos de|menor(?:es)? (?:de|a|que)|inferior(?:es)? a|por debajo de|bajo',
    atLeast: String.raw`al menos|como minimo|por lo menos|minimo|minima|minimo de|min\.?|no (?:\w+ ){0,2}?(?:menos de|menor(?:es)? (?:de|a|que)|inferior(?:es)? a|por debajo de|bajar de)|mayor o igual (?:a|que)|igual o (?:mayor|superior) a|superior o igual a`,
    above: 'mas de|mayor(?:es)? (?:de|a|que)|superior(?:es)? a|por encima de|supera|excede|supere|exceda',
    orLess: 'o menos|o inferior|(?:como )?maximo|max',
    orMore: 'o mas|o superior|(?:como )?minimo',
  }),
  approval: /\b(?:aprob\w+|aprueb\w+|autoriz\w+|visto bueno|permiso)\b/,
  separation: /\b(?:otra persona|distint\w+|diferent\w+|no (?:haya|hayan|prepar\w+)|independiente)\b/,
  quorum:
    /\b(dos|tres|cuatro|ambos|\d+)\s+(?:[a-z]+ ){0,2}?(?:aprobac\w*|personas|autorizac\w*|firmas|responsables|supervisor\w*)/,
  numbers: { un: 1, una: 1, dos: 2, ambos: 2, tres: 3, cuatro: 4, cinco: 5, diez: 10 },
  doer: /\b(?:realiza|realizacion|ejecucion|ejecutar|ejecuta|efectua|hace|tramita)\b/,
  pointer: /^(?:ver|vease|para (?:mas|preguntas|consultas))\b/,
  decision: /^(?:decid\w+|eleg\w+|elij\w+|determinar si|decision)\b/,
  or: /,?\s+[ou]\s+/,
  accountable: /\b(?:responsable (?:general|del proceso))\b/,
  exceptions: /\b(?:excepcion(?:es)?|desviacion(?:es)?|fuera de (?:rango|limites?))\b/,
};
