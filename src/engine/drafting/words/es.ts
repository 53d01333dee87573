import { type Lexicon, limitPatterns, set } from './lexicon.ts';

export const spanish: Lexicon = {
  language: 'es',
  common: 'el la los las de y en que es por con para un una se del al no son o debe si'.split(' '),
  verbs: set(`
    verifique revise limpie abra cierre anote registre mida tome ponga haga asegurese informe llame envie compruebe complete
    notifique retire coloque espere use utilice lave desinfecte firme entregue solicite seleccione ingrese confirme realice evite
    mantenga guarde elimine apague encienda conecte desconecte prepare`),
  firstForm: /^[a-z]{2,}(?:ar|er|ir)(?:se|lo|la|los|las|le|les)?$/,
  before: set('luego despues primero finalmente no siempre nunca inmediatamente por favor favor de tambien'),
  openers: set('si cuando despues antes para en al con una durante tras segun de a'),
  conditions: set('si'),
  instructs: /^(?:nunca\b|no [a-z]+(?:e|a|en|an|ar|er|ir)\b|prohibido)/,
  obligation:
    /\b(?:debe|deben|debera|deberan|deberia|se debe|hay que|tiene que|tienen que|es necesario|es obligatorio)\b/,
  sections: {
    purpose: /^(?:objet(?:o|ivos?)|proposito|finalidad|introduccion|antecedentes|justificacion)\b/,
    scope: /^(?:alcance|ambito|campo de aplicacion)\b/,
    roles: /^(?:responsabilidad(?:es)?|responsables?|roles?|funciones)\b/,
    inputs: /^(?:entradas|datos (?:necesarios|requeridos)|informacion (?:necesaria|requerida))\b/,
    materials: /^(?:materiales?|equipos?|herramientas|insumos|ingredientes|reactivos|utensilios)\b/,
    skip: /^(?:definiciones?|glosario|abreviaturas|referencias?|documentos (?:relacionados|de referencia)|bibliografia|historial|control de cambios|revisiones|firmas?|aprobacion|base legal|marco legal|normativa|distribucion|anexos?|requisitos previos|ejemplos?|registros?)\b/,
    contents: /^(?:indice|contenidos?|tabla de contenidos?|sumario)\b/,
    exceptions:
      /^(?:excepcion(?:es)?|desviacion(?:es)?|acciones? correctivas?|si (?:una?|la|el)? ?(?:valor|medida|temperatura|lectura)\b)/,
    steps:
      /(?:procedimientos?|pasos?|instrucciones|metodo|desarrollo|actividades|proceso|lista de (?:verificacion|control|chequeo)|tareas|acciones)/,
  },
  columns: {
    step: /^(?:pasos?|acciones?|accion|tareas?|actividad(?:es)?|que|descripcion|instruccion(?:es)?|verificacion|puntos? de control|operacion)\b/,
    number: /^(?:n°|no|nº|num|#)/,
    role: /^(?:quien|responsable|rol|cargo|encargado|ejecutor)/,
    evidence: /^(?:evidencia|registros?|documento|formulario|formato|soporte)/,
    limit: /^(?:limites?|criterios?|tolerancia|rango|valor|especificacion)/,
    due: /^(?:cuando|plazo|frecuencia|tiempo|hora|fecha)\b/,
    note: /^(?:observaciones|notas?|comentarios?|detalles?|como)\b/,
  },
  notSteps:
    /(?:\b(?:ejemplos?|tales como|como por ejemplo|los siguientes (?:datos|documentos|elementos)|la siguiente informacion|incluye|contiene|consta de|signos|sintomas|causas|tipos de)\b[^.]*:?$)/,
  evidence: {
    photo: /\b(?:fotos?|fotografi\w+|capturas? de pantalla|imagen)\b/,
    signature: /\b(?:firm(?:ar|e|a|as|ado)|rubric\w+)\b/,
    text: /\b(?:anot(?:ar|e|ando)|registr(?:ar|e|o|ando)|apunt\w+|bitacora|escrib\w+|documentar|diligenci\w+|consign\w+)\b/,
    file: /\b(?:formularios?|formatos?|informes?|reportes?|adjunt\w+|recibos?|facturas?|archivo|certificados?)\b/,
    number: /\b(?:temperaturas?|med(?:ir|icion|ida)|mida|pes(?:ar|e|o)|contar|presion|nivel|lectura|ph)\b/,
  },
  limits: limitPatterns({
    between: 'entre|de',
    and: 'y|a',
    atMost:
      '(?:como maximo|maximo(?: de)?|max\\.?|menos de|menor(?:es)? (?:de|a|que)|inferior(?:es)? a|por debajo de|no (?:mas de|superar|exceder)|hasta)',
    atLeast:
      '(?:al menos|como minimo|minimo(?: de)?|min\\.?|mas de|mayor(?:es)? (?:de|a|que)|superior(?:es)? a|por encima de|por lo menos)',
    orLess: 'o menos',
    orMore: 'o mas',
  }),
  approval: /\b(?:aprob\w+|aprueb\w+|autoriz\w+|visto bueno|permiso)\b/,
  separation: /\b(?:otra persona|distint\w+|diferent\w+|no (?:haya|hayan|prepar\w+)|independiente)\b/,
  quorum:
    /\b(dos|tres|cuatro|ambos|\d+)\s+(?:[a-z]+ ){0,2}?(?:aprobac\w*|personas|autorizac\w*|firmas|responsables|supervisor\w*)/,
  numbers: { un: 1, una: 1, dos: 2, ambos: 2, tres: 3, cuatro: 4, cinco: 5, diez: 10 },
  within: /\b(?:dentro de(?: las)?|en un plazo de|en menos de|antes de)\s+(\d+|una?|dos|tres|cuatro|cinco)\s+([a-z]+)/,
  units: { minute: /^min/, hour: /^hora/, day: /^dia/, week: /^semana/ },
  responsible: /^(?:responsable|a cargo de|realizado por|rol|quien)\s*[:–-]\s*/,
  doer: /\b(?:realiza|ejecuta|efectua|hace|tramita)\b/,
  pointer: /^(?:ver|vease|para (?:mas|preguntas|consultas))\b/,
  decision: /^(?:decid\w+|eleg\w+|elij\w+|determinar si|decision)\b/,
  or: /,?\s+[ou]\s+/,
  accountable: /\b(?:responsable (?:general|del proceso))\b/,
  exceptions: /\b(?:excepcion(?:es)?|desviacion(?:es)?|fuera de (?:rango|limites?))\b/,
};
