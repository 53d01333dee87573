import { type Lexicon, set } from './lexicon.ts';
import { limitPatterns } from './limit-patterns.ts';
import { portugueseSigns } from './signs/pt.ts';
import { portugueseVerbs } from './verbs/portuguese.ts';

export const portuguese: Lexicon = {
  language: 'pt',
  decimal: ',',
  signs: portugueseSigns,
  common: 'o a os as de e em que do da para com um uma nao no na se por ao dos das deve ou sao'.split(' '),
  verbs: portugueseVerbs.commands,
  acts: portugueseVerbs.acts,
  action:
    /(?:[a-z]{3}(?:cao|sao|mento|agem|peza)|coleta|entrega|envio|assinatura|registro|controle|retirada|aviso|troca|fechamento|corte)$/,
  passive: /\b(?:[a-z]+(?:a|e|am|em)-se\b|(?:e|sao|sera|serao|fica|ficam) [a-z]+(?:ad|id)[oa]s?\b)/,
  clitics: /(?<=[a-z]{3})-?(?:se|lo|la|los|las|me|lhe|lhes)$/,
  firstForm: /^[a-z]{2,}(?:ar|er|ir|(?<!a)por)(?:-se|se)?$/,
  before: set(
    'fim ultimo posteriormente logo agora ainda depois entao primeiro finalmente nao sempre nunca imediatamente por favor tambem',
  ),
  openers: set('se quando apos antes para em ao com durante caso conforme no na'),
  conditions: set('se caso'),
  instructs: /^(?:nunca\b|nao [a-z]+(?:e|a|em|am|ar|er|ir)\b|proibido)/,
  obligation: /\b(?:deve|devem|devera|deverao|deveria|e necessario|e preciso|tem que|e obrigatorio)\b/,
  sections: {
    purpose: /^(?:objetivos?|proposito|finalidade|introducao|justificativa)\b/,
    scope: /^(?:ambito|abrangencia|campo de aplicacao|aplicacao|escopo|alcance)\b/,
    roles: /^(?:executantes?|executor(?:es)?|responsabilidades?|responsave(?:l|is)|papeis|atribuicoes|funcoes)\b/,
    inputs: /^(?:entradas|dados (?:necessarios|requeridos)|informacoes necessarias)\b/,
    materials: /^(?:materia(?:l|is)|equipamentos?|ferramentas|insumos|ingredientes|utensilios|reagentes)\b/,
    skip: /^(?:(?:ultimas|recentes) (?:alteracoes|mudancas)|(?:alteracoes|mudancas) recentes|leia-?me|como usar est[ea]|definicoes|definicao|glossario|siglas|abreviaturas|referencias?|documentos (?:relacionados|de referencia|complementares)|bibliografia|historico|controle de (?:alteracoes|revis\w+)|revisoes|assinaturas?|contatos?|contactos?|telefones?|numeros uteis|controle? d[eo] (?:documento|registros?)|documentos aplicaveis|solucao de problemas|base legal|distribuicao|pre-?requisitos|exemplos?|registros?)\b/,
    contents: /^(?:indice|sumario|conteudo)\b/,
    exceptions:
      /^(?:excec(?:ao|oes)|desvios?|acoes corretivas|se (?:uma?|a|o)? ?(?:valor|medida|temperatura|leitura)\b)/,
    approval: /^(?:aprovac(?:ao|oes)|autorizacao|liberacao|validacao)\b/,
    steps:
      /\b(?:procedimentos?|passos?|etapas?|instrucoes|metodo|descricao|atividades|processo|lista de verificacao|tarefas|acoes)/,
  },
  columns: {
    step: /^(?:passos?|etapas?|acao|acoes|tarefas?|atividades?|o que|descricao|instruc\w+|verificacao|operacao)\b/,
    number: /^(?:n\.? ?[o°]?\.?$|n°|no|nº|num|#|item$)/,
    role: /^(?:quem|responsavel|papel|cargo|executante)/,
    evidence: /^(?:evidencia|prova|comprovante|registros?|documento|formulario)/,
    limit: /^(?:limites?|criterios?|tolerancia|faixa|valor|especificacao)/,
    due: /^(?:quando|ate quando|vencimento|prazos?|tempo|hora|data)\b/,
    frequency: /^(?:com que frequencia|periodicidade|frequencia)\b/,
    note: /^(?:observac\w+|notas?|comentarios?|detalhes?|como)\b/,
    status:
      /^(?:feito|realizado|status|situacao|conforme\b.*|c ?\/ ?nc|ok\??|✓|✔|☐|☑|sim\b.*|nao|resultados?|assinatura|visto|rubrica|concluid[oa]|verificad[oa]|check|executado)$/,
  },
  duty: /(?:\b(?:deve|devem|devera|deverao|e preciso|tem que|por favor|favor|n(?:esta|a seguinte) ordem)\s*:$|\b(?:da seguinte (?:forma|maneira)|conforme (?:segue|abaixo)|como segue|(?:os|as )?seguintes (?:passos|etapas|acoes|tarefas|atividades|instrucoes|medidas)|siga (?:os|estes) passos|a fazer|cada (?:manha|dia|noite|semana|mes|turno)|tod[oa]s? (?:os? dias?|as? manhas?|as? noites?)|abaixo|a seguir)[^.:]{0,60}:$)/,
  handbook:
    /\b(?:manual|guia|compendio|coletanea|procedimentos|protocolos|instrucoes de trabalho|regulamento|pops|processos)\b/,
  checklist:
    /\b(?:check-? ?lists?|listas? de (?:verificacao|checagem|conferencia|controle|tarefas)|lista de afazeres|(?:listas?|rotina|procedimento|ronda) de (?:abertura|fechamento|limpeza|entrega|saida))\b/,
  part: /^(?:em seguida|por fim|fase|etapa|parte|secao|passo|antes|durante|depois|apos|ao |dia|semana|mes|prepar|pre|pos|configur|identif|detecc|investig|analis|avalia|conten|erradic|recuper|comunic|licoes|encerr|final|conclus|execu|realiz|desenvolv|descri|verific|validac|controle|aprova|autoriz|documenta|registro|acompanha|monitor|limpeza|armazen|notific|escalon|geral|procedimento|metod|processo|instruc|passos|atividades|tarefas|acoes|manha|meio-dia|tarde|noite|diari|semanal|mensal|anual|cada|area|fecham)/,
  facts:
    /^(?:versao|revisao|rev\.?|alterac\w*|modificac\w*|causas?(?: possiveis| provaveis)?|soluc\w*|problemas?|sintomas?|falhas?|erros?|termos?|siglas?|abreviaturas?|definic\w*|significados?|telefones?|tel\.?|ramal|e-?mail|contatos?|contactos?|retencao|tempo de (?:retencao|guarda)|gravidade|parametros?|valor(?:es)?|unidades?|reagentes?|composicao|concentracao|ingredientes?|fornecedor(?:es)?|documentos?|titulos?|riscos?|perigos?|ordem)\b/,
  notSteps:
    /(?:\b(?:exemplos?|tais como|por exemplo|os seguintes (?:dados|documentos|itens)|as seguintes informacoes|inclui|contem|consiste|sinais|sintomas|causas|tipos de|possiveis (?:erros|problemas|falhas)|(?:erros|problemas|falhas) (?:possiveis|comuns|frequentes|conhecid[oa]s))\b[^.]*:?$)/,

  limits: limitPatterns({
    between: 'entre|de',
    and: 'e|a|ate',
    to: 'a',
    atMost: String.raw`no maximo|maximo|maxima|maximo de|max\.?|ate|nao (?:\w+ ){0,2}?(?:mais (?:de|do que|que)|exced\w+|ultrapass\w+|super\w+|superior(?:es)? a|acima de)|menor ou igual a|igual ou (?:menor|inferior) a|inferior ou igual a`,
    below: 'menos de|menor(?:es)? (?:de|a|que|do que)|inferior(?:es)? a|abaixo de',
    atLeast: String.raw`pelo menos|no minimo|ao menos|minimo|minima|minimo de|min\.?|nao (?:\w+ ){0,2}?(?:menos de|menor(?:es)? (?:de|a|que)|inferior(?:es)? a|abaixo de)|maior ou igual a|igual ou (?:maior|superior) a|superior ou igual a`,
    above: 'mais de|maior(?:es)? (?:de|a|que|do que)|superior(?:es)? a|acima de|excede|ultrapassa|exceder|ultrapassar',
    orLess: 'ou menos|ou inferior|(?:no )?maximo|max',
    orMore: 'ou mais|ou superior|(?:no )?minimo',
  }),
  approval: /\b(?:aprov\w+|autoriz\w+|permissao|visto do)\b/,
  separation: /\b(?:outra pessoa|diferente\w*|nao (?:tenha|tenham|prepar\w+)|independente)\b/,
  quorum:
    /\b(dois|duas|tres|quatro|ambos|\d+)\s+(?:[a-z]+ ){0,2}?(?:aprovac\w*|pessoas|autorizac\w*|assinaturas|responsaveis|supervisor\w*)/,
  numbers: { um: 1, uma: 1, dois: 2, duas: 2, ambos: 2, tres: 3, quatro: 4, cinco: 5, dez: 10 },
  doer: /\b(?:realiza|realizacao|execucao|executar|executa|efetua|faz|trata)\b/,
  pointer: /^(?:ver|veja|para (?:mais|duvidas))\b/,
  decision: /^(?:decid\w+|escolh\w+|determinar se|decisao)\b/,
  or: /,?\s+ou\s+/,
  accountable: /\b(?:responsavel (?:geral|pelo processo))\b/,
  exceptions: /\b(?:excec(?:ao|oes)|desvios?|fora d[oe] limite\w*)\b/,
};
