import type { Signs } from './signs.ts';

export const portugueseSigns: Signs = {
  titles: {
    photo: 'Foto',
    signature: 'Assinatura',
    text: 'Nota',
    file: 'Arquivo',
    checkbox: 'Marcado',
    number: 'Leitura',
    message: 'Mensagem enviada',
  },
  asks: {
    photo: {
      says: /\b(?:fotos?|fotograf\w+|capturas? de (?:tela|ecra)|prints? da tela)\b/,
      not: /\b(?:(?:ver|veja|conforme|como n[ao]|comparar com|compare com) (?:a |as |o |esta )?(?:fotos?|fotografias?)|fotocopi\w+|(?:nao|proibido) (?:tirar |fotograf)\w*(?: fotos?)?|documento com foto)\b/g,
    },
    signature: {
      says: /\b(?:assin(?:ar|e|em|a|am|ado|ada|ados|adas|atura|aturas)(?! como)|rubric\w+|vistar|contra-?assin\w+)\b/,
      not: /\bassinatura (?:mensal|anual|do (?:plano|servico))\b/g,
    },
    text: {
      says: /\b(?:anot(?:ar|e|em|a|am|ado|ada|ando)|registr(?:ar|e|em|a|am|ado|ada|ados|adas|ando|a-lo|a-la|ar-se)|escrev(?:er|a|am)(?! (?:a|ao|para) )|document(?:ar|e|em|ado|ada)|lanc(?:ar|e) (?:n[oa]|o|a|os|as) |descrev(?:er|a)|resum(?:ir|a)|tom(?:ar|e) nota|fazer (?:um )?registro|manter (?:um |o )?registr?o|(?:preench(?:er|a)|complet(?:ar|e)) (?:o|a) (?:livro|diario|registr?o|bloco|caderno)|livro de (?:registro|ocorrencias)|diario de bordo|abr(?:ir|a) (?:um )?(?:chamado|ticket|ocorrencia)|cri(?:ar|e) (?:um )?(?:chamado|ticket)|inser(?:ir|a) (?:o |a |os |as )(?:valor|dado|resultado|leitura|temperatura|quantidade)\w*|apont(?:ar|e) (?:o |a |os |as ))\b/,
      not: /\b(?:(?:verifi\w+|confir\w+|consult\w+|conferir|confira|ler|leia|examin\w+) (?:o |a |os |as )?(?:registros?|registos?|livro|notas?|historico)|nao (?:anot|registr|escrev)\w+|caixa registradora)\b/g,
    },
    file: {
      says: /\b(?:anex(?:ar|e|em|a|ado|ada)|imprim(?:ir|a|am|e)|digitaliz\w+|escane\w+|export(?:ar|e|ado)|enviar o arquivo|carregar (?:o |a )?(?:arquivo|ficheiro|documento)|fazer upload|faca upload|arquiv(?:ar|e|ado)|junt(?:ar|e) (?:o |a |os |as )?(?:comprovante|documento|recibo|relatorio|copia)\w*)\b/,
      not: /\bescane\w+ (?:o |os )?codigos?\b/g,
    },
    checkbox: {
      says: /\b(?:marc(?:ar|que) (?:com (?:um )?(?:x|visto) )?(?:n?a |n?o |cada |as )?(?:caixas?|quadrados?|quadradinhos?|opcao|opcoes|itens|item|checklist|lista)|assinal(?:ar|e)|tic(?:ar|que)|marcar como (?:feito|concluido|concluida)|dar (?:um )?(?:check|baixa na lista))\b/,
    },
    message: {
      says: /\b(?:envi(?:ar|e|em|a|am)|mand(?:ar|e)|escrev(?:er|a)|redig(?:ir|a)|encaminh(?:ar|e))\b.{0,50}\b(?:e-?mails?|correio eletronico|sms|carta|mensagem|oficio|memorando)\b/,
    },
  },
  papers:
    /\b(?:formularios?|relatorios?|recibos?|faturas?|certificados?|questionarios?|planilhas?|notas? fisca(?:l|is)|comprovantes?|atas?|copias?|fichas?|solicitac(?:ao|oes)|contratos?|pdf|ficheiros?|arquivos?|laudos?|guias? de \w+|listas? de verificacao|check-?lists?|declarac(?:ao|oes)|termos? de \w+|folhas? de \w+|orcamentos?|reducao z|leitura z)\b/,
  produces:
    /\b(?:preench(?:er|a|am|e|ido|ida)|complet(?:ar|e|em|ado)|envi(?:ar|e|em|a|ado)|encaminh\w+|entreg(?:ar|ue|uem)|apresent(?:ar|e)|anex\w+|imprim\w+|elabor(?:ar|e|a|ado)|redig\w+|cri(?:ar|e)|prepar(?:ar|e|a)|emit(?:ir|a|e)|ger(?:ar|e)|guard(?:ar|e)|salv(?:ar|e)|arquiv\w+|conserv(?:ar|e)|solicit(?:ar|e)|fazer|faca|recolh\w+|fornec\w+)\b/,
  measured:
    /(?<![\p{L}])(?:temperaturas?|medidas?|medic(?:ao|oes)|pesos?|nive(?:l|is)|press(?:ao|oes)|ph|quantidades?|numero de|umidade|humidade|tensao|voltagem|concentrac(?:ao|oes)|profundidade|velocidade|dureza|cloro|vazao|caudal|espessura|torque|quilometragem|montante|tota(?:l|is)|volumes?|comprimento|largura|altura|dose|pulso|condutividade|turbidez|densidade|fundo de caixa|contador|leituras?|valor(?:es)?|glicemia|saturacao|pressao arterial)(?![\p{L}])/u,
  measures:
    /\b(?:medir|meca|mede|mecam|afer(?:ir|ido)|afira|pes(?:ar)|pese(?= (?:o|a|os|as|cada|um))|cont(?:ar)(?! com)|conte(?! com)|tirar a temperatura|tomar a temperatura|(?:realiz(?:ar|e)|faz(?:er)?|faca|efetu(?:ar|e)|proced(?:er|a|endo)) (?:a |o |uma |um )?(?:leitura|medicao|contagem|afericao)|ler (?:o|a) (?:medidor|termometro|manometro|hidrometro)|leia (?:o|a) (?:medidor|termometro|manometro))\b/,
  checks:
    /^(?:(?:depois|em seguida|primeiro|sempre|por fim|por favor,?)\s+)*(?:verifi\w+|confer(?:ir|e)\b|confira|certifi\w+|assegur\w+|inspecion\w+|control(?:ar|e)\b|confirm(?:ar|e)\b|examin\w+|supervision\w+|test(?:ar|e)\b|observ(?:ar|e)\b|vigi(?:ar|e)\b|compar(?:ar|e)\b|monitor\w+|checar|cheque\b|garant\w+|inspe[cq]\w+|revis(?:ar|e)\b)/,
  condition:
    /(?<!\b(?:decid\w*|verificar|verifique|confirmar|confirme|determinar|conferir|saber|mesmo|como|perguntar|pergunte|avaliar|ver)\s)\b(?:se (?!(?:assegur|certifi|lav|deve|e o caso)\w*)|caso\b|em caso de|quando (?=[^.,]{0,60}(?:ultrapass|exced|inferior|superior|maior|nao ))|a menos que|salvo se)/gu,
  otherwise: /(?:^|[.;,]\s*)(?:caso contrario|do contrario|senao|se nao|em caso negativo|em caso contrario)\b,?\s*/,
  by: /\b(?:pel[oa]s?|por (?:um |uma |o |a )|a cargo d[oae] )\s?/g,
  as: /^(?:como|na qualidade de) (?:o |a )?/,
  finite:
    /^(?:deve|devem|devera|deverao|pode|podem|e|sao|tem|se|(?:verific|limp|abr|fech|anot|registr|mec|tom|coloc|assegur|inform|lig|envi|preench|notific|retir|aguard|us|utiliz|lav|desinfet|assin|entreg|solicit|selecion|confirm|realiz|guard|elimin|deslig|conect|prepar|receb|autoriz|aprov|valid|cont|pes|control|supervision|comunic|avis|confer|execut|efetu|inspecion|arquiv|avali|decid|organiz|coorden|classific|armazen|serv|cozinh|emit|elabor|determin|contat|acion|orden|ger|encaminh|acompanh|analis)(?:a|e|am|em)|poe|faz|fazem|mantem|mede|medem|dispoe)$/,
  label:
    /(?<![\p{L}])(?:responsave(?:l|is)|responsabilidades?|a cargo de|realizado por|executado por|executante|papel|quem|cargo|encarregad[oa])\s*[:=]\s*/u,
  duties:
    /\b(?:func(?:ao|oes) (?:do|da|dos|de)|tarefas (?:do|da|dos|de|para)|responsabilidades (?:do|da|dos|de)|atribuicoes (?:do|da|dos|de)|para (?:o|a|os|as)|lista de verificacao (?:do|da|para)|func(?:ao|oes)|tarefas|responsabilidades|atribuicoes|papel|do|da|dos|das|atividades)\b/g,
  within:
    'dentro de|em ate|no prazo (?:de|maximo de)(?: ate)?|em menos de|no maximo em|em no maximo|num prazo (?:de|maximo de)|ate',
  before: 'antes das?|ate as?|o mais tardar as?|no maximo ate as?|ate o',
  at: 'as|desde as?|a partir das?|por volta das?',
  unanswered:
    /\b(?:ninguem|sem resposta|nao (?:\w+ ){0,2}?(?:respond\w*|atend\w*|esta disponivel|houver|for (?:resolvido|possivel|corrigido|localizado)|resolv\w*)|indisponivel|persist\w+|continu\w+)\b/,
  tells:
    /\b(?:lig(?:ar|ue|a) (?:para )?|cham(?:ar|e|a) |avis(?:ar|e|em|a) (?:a[o]? )?|inform(?:ar|e|em|a) (?:a[o]? )?|notifi(?:car|que|ca) (?:a[o]? )?|comuni(?:car|que|ca) (?:\w+ ){0,2}?a[o]? |contat(?:ar|e) |contact(?:ar|e) |escal(?:ar|e|onar) (?:para )?|report(?:ar|e) (?:a[o]? )|alert(?:ar|e) (?:a[o]? )?|acion(?:ar|e) |pergunt(?:ar|e) a[o]? )(?:o |a |os |as |seu |sua )?/g,
  forbids: /\b(?:nao|nunca|jamais|proibid\w+|nenhum[a]?|ninguem|vedad[oa])\b/,
  without: /\b(?:sem|salvo|a menos|exceto|antes)\b/,
  writes:
    /\b(?:inser\w*|registr\w*|introdu\w*|anot\w*|atualiz\w*|cri(?:ar|e)|alter\w*|exclu\w*|salv\w*|lanc\w*|carreg\w*|preench\w*|fech\w*|cadastr\w*|digit(?:ar|e)|document\w*)\b/,
  reads:
    /\b(?:verifi\w*|consult\w*|busc\w*|busqu\w*|abr\w*|ler|leia|export\w*|imprim\w*|confer\w*|confir\w*|baix(?:ar|e)|compar\w*|pesquis\w*|acess\w*)\b/,
  inSystem: 'em|no|na|nos|nas|pelo|pela|do|da|com|via|ao|desde',
  systems:
    /\b(?:sistema (?:de|do|da) \w+|o sistema(?! d[eoa])|software(?: \w+)?|banco de dados|base de dados|intranet|portal(?: \w+)?|aplicativo(?: \w+)?|painel|pdv|crm|erp|lims|plataforma(?: \w+)?|programa (?:de|do) \w+)\b/,
  often: {
    daily:
      /\b(?:diari\w*|cada (?:dia|manha|tarde|noite|turno)|todos os dias|todas as (?:manhas|tardes|noites)|uma vez (?:ao|por) dia)\b/,
    workdays: /\b(?:todos os dias uteis|cada dia util|dias uteis|de segunda a sexta(?:-feira)?)\b/,
    weekly: /\b(?:semanal\w*|cada semana|toda semana|todas as semanas|uma vez (?:por|na) semana)\b/,
    monthly: /\b(?:mensal\w*|cada mes|todo mes|todos os meses|uma vez (?:por|ao) mes|primeiro dia do mes)\b/,
    hourly: /\b(?:cada hora|a cada hora|de hora em hora)\b/,
    days: [
      'segundas?(?:-feiras?)',
      'tercas?(?:-feiras?)',
      'quartas?(?:-feiras?)',
      'quintas?(?:-feiras?)',
      'sextas?(?:-feiras?)',
      'sabados?',
      'domingos?',
    ],
    each: 'cada|toda|todas as|todos os|todo|as|aos|na|no',
    parts: [
      [/\bmanhas?\b|\babertura\b/, 7],
      [/\bmeio-dia\b/, 12],
      [/\btardes?\b/, 15],
      [/\bfechamento\b/, 20],
      [/\bnoites?\b/, 22],
    ],
  },
};
