import { type Lexicon, limitPatterns, set } from './lexicon.ts';

export const portuguese: Lexicon = {
  language: 'pt',
  common: 'o a os as de e em que do da para com um uma nao no na se por ao dos das deve ou sao'.split(' '),
  verbs: set(`
    verifique confira limpe abra feche anote registre meca tome coloque faca certifique informe ligue envie preencha notifique
    retire aguarde use utilize lave desinfete assine entregue solicite selecione confirme realize evite mantenha guarde elimine
    desligue conecte desconecte prepare lavar`),
  firstForm: /^[a-z]{2,}(?:ar|er|ir|or)(?:-se|se)?$/,
  before: set('depois entao primeiro finalmente nao sempre nunca imediatamente por favor tambem'),
  openers: set('se quando apos antes para em ao com durante caso conforme no na'),
  conditions: set('se caso'),
  instructs: /^(?:nunca\b|nao [a-z]+(?:e|a|em|am|ar|er|ir)\b|proibido)/,
  obligation: /\b(?:deve|devem|devera|deverao|deveria|e necessario|e preciso|tem que|e obrigatorio)\b/,
  sections: {
    purpose: /^(?:objetivos?|proposito|finalidade|introducao|justificativa)\b/,
    scope: /^(?:ambito|abrangencia|campo de aplicacao|aplicacao|escopo|alcance)\b/,
    roles: /^(?:responsabilidades?|responsave(?:l|is)|papeis|atribuicoes|funcoes)\b/,
    inputs: /^(?:entradas|dados (?:necessarios|requeridos)|informacoes necessarias)\b/,
    materials: /^(?:materia(?:l|is)|equipamentos?|ferramentas|insumos|ingredientes|utensilios|reagentes)\b/,
    skip: /^(?:definicoes|definicao|glossario|siglas|abreviaturas|referencias?|documentos (?:relacionados|de referencia|complementares)|bibliografia|historico|controle de (?:alteracoes|revis\w+)|revisoes|assinaturas?|aprovacao|base legal|distribuicao|anexos?|pre-?requisitos|exemplos?|registros?)\b/,
    contents: /^(?:indice|sumario|conteudo)\b/,
    exceptions:
      /^(?:excec(?:ao|oes)|desvios?|acoes corretivas|se (?:uma?|a|o)? ?(?:valor|medida|temperatura|leitura)\b)/,
    steps:
      /(?:procedimentos?|passos?|etapas?|instrucoes|metodo|descricao|atividades|processo|lista de verificacao|tarefas|acoes)/,
  },
  columns: {
    step: /^(?:passos?|etapas?|acao|acoes|tarefas?|atividades?|o que|descricao|instruc\w+|verificacao|operacao)\b/,
    number: /^(?:n°|no|nº|num|#|item$)/,
    role: /^(?:quem|responsavel|papel|cargo|executante)/,
    evidence: /^(?:evidencia|registros?|documento|formulario)/,
    limit: /^(?:limites?|criterios?|tolerancia|faixa|valor|especificacao)/,
    due: /^(?:quando|prazo|frequencia|tempo|hora|data)\b/,
    note: /^(?:observac\w+|notas?|comentarios?|detalhes?|como)\b/,
  },
  notSteps:
    /(?:\b(?:exemplos?|tais como|por exemplo|os seguintes (?:dados|documentos|itens)|as seguintes informacoes|inclui|contem|consiste|sinais|sintomas|causas|tipos de)\b[^.]*:?$)/,
  evidence: {
    photo: /\b(?:fotos?|fotograf\w+|imagem|captura de tela)\b/,
    signature: /\b(?:assin(?:ar|e|atura|aturas|ado)|rubric\w+)\b/,
    text: /\b(?:anot(?:ar|e|ando)|registr(?:ar|e|ando)|escrev\w+|livro de registro|documentar)\b/,
    file: /\b(?:formularios?|relatorios?|anex(?:ar|e)|recibos?|fatura|planilha|ficha|certificados?)\b/,
    number: /\b(?:temperaturas?|medir|medicao|meca|pes(?:ar|e|o)|contar|pressao|nivel|leitura|aferir|ph)\b/,
  },
  limits: limitPatterns({
    between: 'entre|de',
    and: 'e|a',
    atMost:
      '(?:no maximo|maximo(?: de)?|max\\.?|menos de|menor(?:es)? (?:de|a|que)|inferior(?:es)? a|abaixo de|nao (?:mais de|exceder|ultrapassar)|ate)',
    atLeast:
      '(?:pelo menos|no minimo|minimo(?: de)?|min\\.?|mais de|maior(?:es)? (?:de|a|que)|superior(?:es)? a|acima de)',
    orLess: 'ou menos',
    orMore: 'ou mais',
  }),
  approval: /\b(?:aprov\w+|autoriz\w+|permissao|visto do)\b/,
  separation: /\b(?:outra pessoa|diferente\w*|nao (?:tenha|tenham|prepar\w+)|independente)\b/,
  quorum:
    /\b(dois|duas|tres|quatro|ambos|\d+)\s+(?:[a-z]+ ){0,2}?(?:aprovac\w*|pessoas|autorizac\w*|assinaturas|responsaveis|supervisor\w*)/,
  numbers: { um: 1, uma: 1, dois: 2, duas: 2, ambos: 2, tres: 3, quatro: 4, cinco: 5, dez: 10 },
  within: /\b(?:dentro de|em ate|no prazo de|em menos de)\s+(\d+|uma?|dois|duas|tres|quatro|cinco)\s+([a-z]+)/,
  units: { minute: /^min/, hour: /^hora/, day: /^dia/, week: /^semana/ },
  responsible: /^(?:responsavel|a cargo de|realizado por|papel|quem)\s*[:–-]\s*/,
  doer: /\b(?:realiza|executa|efetua|faz|trata)\b/,
  pointer: /^(?:ver|veja|para (?:mais|duvidas))\b/,
  decision: /^(?:decid\w+|escolh\w+|determinar se|decisao)\b/,
  or: /,?\s+ou\s+/,
  accountable: /\b(?:responsavel (?:geral|pelo processo))\b/,
  exceptions: /\b(?:excec(?:ao|oes)|desvios?|fora d[oe] limite\w*)\b/,
};
