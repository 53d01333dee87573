import { describe, expect, it } from 'vitest';
import type { Block } from '../../../src/engine/drafting/document.ts';
import { findProcedures } from '../../../src/engine/drafting/find-procedures.ts';
import { effortOf } from '../../support/effort.ts';
import { documentOf } from './blocks.ts';

/** Titles and steps of what is found in a text written as `documentOf` takes it. */
const found = (text: string, name = 'a.txt') =>
  findProcedures(documentOf(text, name)).procedures.map(({ title, candidates }) => [
    title,
    ...candidates.map((one) => one.text),
  ]);
const steps = (text: string) => found(text).flatMap(([, ...each]) => each);

describe('steps in the shapes that documents have', () => {
  const cases: [string, string, string[]][] = [
    [
      'de: phases of a procedure, each with numbers below it',
      '# Ausfall\n## Phase 1: Melden\n1. Die Leitstelle anrufen\n2. Die Uhrzeit notieren\n## Phase 2: Prüfen\n1. Die Sicherung prüfen\n2. Das Ergebnis melden',
      ['Die Leitstelle anrufen', 'Die Uhrzeit notieren', 'Die Sicherung prüfen', 'Das Ergebnis melden'],
    ],
    [
      'it: what is below a purpose is none, though it reads so',
      '# Lavaggio\n## Obiettivo\nGarantire la sicurezza degli ospiti.\n## Procedura\n1. Svuotare la vasca\n2. Lavare la vasca',
      ['Svuotare la vasca', 'Lavare la vasca'],
    ],
    [
      'fr: boxes below a name that is no box',
      '# Panne\n1. Limiter les dégâts\n  [ ] Couper le courant\n  [ ] Fermer la vanne\n2. Prévenir\n  [ ] Appeler le gérant',
      ['Couper le courant', 'Fermer la vanne', 'Appeler le gérant'],
    ],
    [
      'en: boxes below a box that ends in a colon',
      '# Stock\n[ ] Count what is left:\n  [ ] Gloves\n  [ ] Masks\n[ ] Order the rest',
      ['Gloves', 'Masks', 'Order the rest'],
    ],
    [
      'en: bullets that go on after a box belong to it',
      '# Joining\n[ ] Check that both letters have come:\n- the one about the flat\n- the one about the pay\n[ ] Show the way in',
      ['Check that both letters have come:', 'Show the way in'],
    ],
    [
      'en: numbers in brackets below a label',
      '# Drying\n- Flow:\n  - washing, then drying\n- Steps:\n  - [01] Open the drum.\n  - [02] Take out the sheets.',
      ['Open the drum.', 'Take out the sheets.'],
    ],
    [
      'pt: bullets between numbers say more of the number above them',
      '# Chegada\n1. Recolher os documentos\n- cópia do contrato\n- foto recente\n1. Entregar o crachá',
      ['Recolher os documentos', 'Entregar o crachá'],
    ],
    [
      'en: nouns below headings that name a time',
      '# Joining process\n## Before the start\n- Send the letter\n## Day 1\n- Tour of the house\n- Lunch with the crew\n## Week 2\n- First review',
      ['Send the letter', 'Tour of the house', 'Lunch with the crew', 'First review'],
    ],
    [
      'es: a list in an order that is said',
      '# Arranque\nEncienda los aparatos en este orden:\n1. Plancha\n2. Campana de la cocina\n3. Cámara de frío',
      ['Plancha', 'Campana de la cocina', 'Cámara de frío'],
    ],
    [
      'fr: nouns that name actions, in a case',
      '# Service\n1. Ouvrir la salle\n2. Allumer le four\n## Secours\nEn cas de panne :\n- remise en marche du four,\n- appel du dépanneur.',
      ['Ouvrir la salle', 'Allumer le four', 'remise en marche du four,', 'appel du dépanneur.'],
    ],
    [
      'pt: mistakes that are known, and what is crossed out',
      '# Lista de abertura\n- Abrir o portão\n- Ligar as luzes\n- ❌ Deixar a porta aberta\n\nPossíveis erros:\n- Chave errada na porta',
      ['Abrir o portão', 'Ligar as luzes'],
    ],
    [
      'en: what for, what is said and what is not needed are no steps',
      '# Opening\nEnsure a calm start of the day.\n## Steps\n1. Unlock the door.\n2. Greet the guests.\n## Words\n“Please take a seat and tell me what you would like.”',
      ['Unlock the door.', 'Greet the guests.'],
    ],
    [
      'en: prose, one step a sentence',
      'First unlock the back door. Then read the freezer’s temperature and write it down. It is on the left. Finally, open the front door.',
      [
        'First unlock the back door.',
        'Then read the freezer’s temperature and write it down.',
        'Finally, open the front door.',
      ],
    ],
    [
      'de: two headings and three sentences',
      '# Übergabe\nDen Herd ausschalten. Danach den Kühlraum abschließen.\n## Freigabe\nDie Schichtleitung prüft die Liste und unterschreibt.',
      [
        'Den Herd ausschalten.',
        'Danach den Kühlraum abschließen.',
        'Die Schichtleitung prüft die Liste und unterschreibt.',
      ],
    ],
    [
      'fr: two headings and three sentences',
      '# Fermeture\nÉteindre le four. Fermer la porte à clé.\n## Validation\nLe gérant vérifie la fiche et signe.',
      ['Éteindre le four.', 'Fermer la porte à clé.', 'Le gérant vérifie la fiche et signe.'],
    ],
    [
      'es: two headings and three sentences',
      '# Cierre\nApague el horno. Cierre la puerta con llave.\n## Aprobación\nEl encargado revisa la hoja y firma.',
      ['Apague el horno.', 'Cierre la puerta con llave.', 'El encargado revisa la hoja y firma.'],
    ],
    [
      'pt: two headings and three sentences',
      '# Fechamento\nDesligue o forno. Tranque a porta.\n## Aprovação\nA gerente confere a folha e assina.',
      ['Desligue o forno.', 'Tranque a porta.', 'A gerente confere a folha e assina.'],
    ],
    [
      'it: two headings and three sentences',
      '# Chiusura\nSpegnere il forno. Chiudere la porta a chiave.\n## Approvazione\nIl responsabile controlla il foglio e firma.',
      ['Spegnere il forno.', 'Chiudere la porta a chiave.', 'Il responsabile controlla il foglio e firma.'],
    ],
    [
      'en: headings in capitals that no reader marked',
      'BEFORE OPENING\n- Unlock the door\n- Turn on the light\nAFTER CLOSING\n- Lock the door',
      ['Unlock the door', 'Turn on the light', 'Lock the door'],
    ],
    [
      'en: numbers in the text, interrupted by a note and a table',
      '# Projector\n1. Plug it in.\nNote: the lamp needs a minute.\n2. Press the button.\nPort | Colour\nA | black\nB | grey\n3. Choose the source.',
      ['Plug it in.', 'Press the button.', 'Choose the source.'],
    ],
    [
      'es: who does it stands in the sentence',
      '# Certificado\n## Procedimiento\n1. El estudiante presenta la solicitud.\n2. La oficina elabora el certificado.\n3. El secretario firma.',
      ['El estudiante presenta la solicitud.', 'La oficina elabora el certificado.', 'El secretario firma.'],
    ],
    [
      'fr: the person above, what the person does below',
      '# Chute\nL’infirmière :\n- évalue la douleur ;\n- prend la tension ;\n- prévient le médecin.',
      ['évalue la douleur ;', 'prend la tension ;', 'prévient le médecin.'],
    ],
    [
      'de: nouns that name actions, below a heading of steps',
      '# Instrumente\n## Ablauf\n- Sichtkontrolle auf Schäden\n- Innenreinigung mit Spray\n- Sterilisation bei 134 °C',
      ['Sichtkontrolle auf Schäden', 'Innenreinigung mit Spray', 'Sterilisation bei 134 °C'],
    ],
    [
      'de: labels over nouns that name actions',
      '# Einstellung\nSie ist wichtig, um neue Leute zu gewinnen.\n## Ablauf\n1. Vorbereitung:\n  - Bereitstellung des Rechners\n  - Anmeldung im Haus\n2. Erster Tag:\n  - Begrüßung durch die Leitung\n  - Vorstellung der Gruppe',
      ['Bereitstellung des Rechners', 'Anmeldung im Haus', 'Begrüßung durch die Leitung', 'Vorstellung der Gruppe'],
    ],
    [
      'de: nothing but such nouns',
      '# Brandschutz\n- Flure:\n  - Regelmäßige Prüfung der Türen\n  - Kennzeichnung der Wege\n- Geräte:\n  - Wartung der Löscher\n  - Schulung der Helfer',
      ['Regelmäßige Prüfung der Türen', 'Kennzeichnung der Wege', 'Wartung der Löscher', 'Schulung der Helfer'],
    ],
    [
      'es: a noun that names an action beside an instruction, and what is none',
      '# Caja\n- Abrir la caja\n- Contar el fondo\n## Cierre\n- Conciliación de las tarjetas\n- Cajón azul\n- Generar el reporte',
      ['Abrir la caja', 'Contar el fondo', 'Conciliación de las tarjetas', 'Generar el reporte'],
    ],
    [
      'en: nouns in a list that is none of steps',
      '# Café\n1. Open the door\n2. Switch on the light\n## Our suppliers\n- Bakery in Mill Lane\n- Dairy by the river\n- Roastery',
      ['Open the door', 'Switch on the light'],
    ],
    [
      'it: no steps below a word that only ends like theirs',
      '# Configurazioni\nI dati sono salvati ogni notte sul disco.\n## Passi\n1. Aprire la pagina\n2. Salvare la copia',
      ['Aprire la pagina', 'Salvare la copia'],
    ],
    [
      'it: a sentence that obliges above the list that goes on',
      '# Rimborsi\n## Procedura\nLe note vanno compilate entro il 5 del mese.\n- Allegare la scansione\n- Conservare gli originali',
      ['Le note vanno compilate entro il 5 del mese.', 'Allegare la scansione', 'Conservare gli originali'],
    ],
    [
      'pt: what the document is, in a list of words and values',
      '# Ronda\n- Autor: zelador\n- Valor: nenhum\n- Local: prédio\n## Passos\n1. Abrir o portão\n2. Ligar a bomba',
      ['Abrir o portão', 'Ligar a bomba'],
    ],
    [
      'pt: a checklist of nouns, boxes or not',
      '# Checklist de abertura\n- Calçada varrida\n- Vitrine limpa\n- Letreiro aceso',
      ['Calçada varrida', 'Vitrine limpa', 'Letreiro aceso'],
    ],
    [
      'it: numbered notes among numbered steps',
      '# Sera\n## Cucina\n1. Spegnere i forni.\n2. Pulire la cappa.\n3. Lavare il pavimento.\n## Porta\n1. Gas chiuso alla valvola.\n2. Chiavi nella cassetta a destra.',
      [
        'Spegnere i forni.',
        'Pulire la cappa.',
        'Lavare il pavimento.',
        'Gas chiuso alla valvola.',
        'Chiavi nella cassetta a destra.',
      ],
    ],
    [
      'en: a message amid chatter',
      'hi all\nwho is in today?\nEvery morning: 1. alarm off 2. coffee machine on, wait 15 min 3. count the till\nlol ok\nsee you at 9',
      ['alarm off', 'coffee machine on, wait 15 min', 'count the till'],
    ],
    [
      'es: a list in one line',
      'Antes de cerrar: - apagar la plancha - bajar la persiana - sacar la basura',
      ['apagar la plancha', 'bajar la persiana', 'sacar la basura'],
    ],
    [
      'ar: numbers in a language that nobody taught it',
      '1. افتح الباب الأمامي وأوقف الجهاز.\n2. شغّل الأضواء وآلة القهوة.',
      ['افتح الباب الأمامي وأوقف الجهاز.', 'شغّل الأضواء وآلة القهوة.'],
    ],
    [
      'pl: numbers in another language that nobody taught it',
      'Zamknięcie sklepu\n1. Zgasić wszystkie światła w sali.\n2. Zamknąć drzwi na klucz.',
      ['Zgasić wszystkie światła w sali.', 'Zamknąć drzwi na klucz.'],
    ],
    [
      'de: what is listed below a label without steps is none',
      '# Prüfung\nDefinitionen:\n- Prüfen: hinsehen\nMaterial:\n- Lampe\nDurchführung:\n1. Gerät prüfen',
      ['Gerät prüfen'],
    ],
    [
      'fr: not who is called',
      '# Alarme\n1. Quitter le bâtiment.\n2. Aller au point de rassemblement.\nNuméros utiles :\n- Pompiers 18\n- Gardien 4512',
      ['Quitter le bâtiment.', 'Aller au point de rassemblement.'],
    ],
    [
      'es: not what something means',
      '# Uso\n## Definiciones\n- Derrame: líquido en el suelo\n## Pasos\n- Limpie el suelo',
      ['Limpie el suelo'],
    ],
    [
      'en: not what may be',
      '# Leak\n- Search the mailbox.\n- The sender could have used a private address.\n- Check the proxy.',
      ['Search the mailbox.', 'Check the proxy.'],
    ],
    [
      'en: not a remark',
      '# Call\n- Announce who you are.\n- Remember that everybody can hear you.\n- End the call.',
      ['Announce who you are.', 'End the call.'],
    ],
    ['en: not names among names', '# Tools\nHave these at hand:\n- Email gateway console\n- Sandbox\n- Proxy', []],
    ['it: nothing in rules of a house', '# Regolamento\nArt. 1. Le scale sono comuni.\nIl silenzio è d’oro.', []],
    [
      'en: not one polite sentence of a letter',
      '# News\nSpring is here.\nPlease welcome Maria.\n## Events\n- Party\n- Run',
      [],
    ],
  ];
  it.each(cases)('%s', (_what, text, expected) => {
    expect(steps(text)).toEqual(expected);
  });
});

describe('tables', () => {
  const cases: [string, string, string[]][] = [
    [
      'en: boxes make nouns steps',
      '# Day\nNo | Task | Done\n1 | Exit interview | ☐\n2 | Payroll | ☐',
      ['Exit interview', 'Payroll'],
    ],
    [
      'de: the column of the instructions, not of the things',
      '# Plan\nGerät | Häufigkeit | Vorgehen | Wer\nHerd | täglich | Abkratzen und nachwischen | Koch\nBoden | täglich | Fegen, dann nass wischen | Hilfe',
      ['Abkratzen und nachwischen', 'Fegen, dann nass wischen'],
    ],
    [
      'fr: no words for it in the header',
      '# Départ\nNº | Quoi faire | Qui\n1 | Récupérer le badge | RH\n2 | Supprimer les accès | DSI',
      ['Récupérer le badge', 'Supprimer les accès'],
    ],
    [
      'es: not a history',
      '# A\nVersión | Fecha | Descripción | Responsable\n1 | 2019 | Crear el documento | Ana\n2 | 2020 | Agregar el registro | Ana',
      [],
    ],
    [
      'es: not what is done when a limit is not kept',
      '# A\nLugar | Criterio | Acción si falla\nCámara | Menos de 5 grados | Llamar al técnico\nBodega | Sin agua en el piso | Secar el piso antes de abrir',
      [],
    ],
    [
      'es: lines to sign make nouns steps',
      '# Cierre de la cocina y de la barra\nPunto | Inicial del turno\nHornos apagados | ____\nPuertas con llave | ____',
      ['Hornos apagados', 'Puertas con llave'],
    ],
    [
      'fr: what is cleaned, where the cell beside it is a list in one line',
      '# Nettoyage\nZone | Fréquence | Méthode\nPlan de travail | chaque soir | 1. Débarrasser. 2. Essuyer. 3. Rincer.\nÉvier | chaque soir | 1. Vider. 2. Frotter. 3. Rincer.',
      ['Plan de travail', 'Évier'],
    ],
    [
      'en: a thing and how it is to be found',
      '# Opening\nSystem | Check\nExit signs | All of them lit\nFirst-aid kit | Full and in place',
      ['Exit signs', 'First-aid kit'],
    ],
    [
      'de: an area and what is to be done there',
      '# Abend\nBereich | Was zu tun ist\nTresen | Abwischen und trocknen\nTür | Abschließen, Schlüssel abgeben',
      ['Abwischen und trocknen', 'Abschließen, Schlüssel abgeben'],
    ],
    ['pt: not definitions', '# A\nSigla | Significado\nEPI | Usar luvas\nPOP | Seguir o passo', []],
    [
      'it: not faults and their causes',
      '# A\nProblema | Causa | Soluzione\nNon parte | Spina | Inserire la spina\nRumore | Vite | Stringere la vite',
      [],
    ],
    ['en: not people and their numbers', '# A\nRole | Name | Phone\nManager | Ann | 12\nGuard | Ben | 13', []],
  ];
  it.each(cases)('%s', (_what, text, expected) => {
    expect(steps(text)).toEqual(expected);
  });

  const cell = (row: number, column: number, text: string, span = 1): Block => ({
    ...{ page: 1, kind: 'cell', level: 0, text },
    table: { id: 0, row, column, ...(span > 1 ? { span: { rows: 1, columns: span } } : {}) },
  });
  it('of a sheet: titles above the header, merged rows as sections, a second header below', () => {
    const rows = [
      ['Cleaning plan, north kitchen'],
      ['Site:', 'North', 'As of:', 'May'],
      ['What', 'How often', 'Who', 'Initials'],
      ['DAILY'],
      ['Wipe the tables', 'after use', 'Cook'],
      ['Mop the floor', 'daily', 'Help'],
      ['WEEKLY'],
      ['Degrease the hood', 'weekly', 'Cook'],
      ['What', 'How often', 'Who', 'Initials'],
      ['Defrost the freezer', 'monthly', 'Cook'],
    ];
    const blocks = rows.flatMap((row, at) =>
      row.map((text, column) => cell(at, column, text, row.length === 1 ? 4 : 1)),
    );
    const [procedure] = findProcedures({ name: 'plan.xlsx', pages: 1, blocks }).procedures;
    expect(
      procedure?.candidates.map((one) => [one.heading?.text, one.text, one.columns.role, one.columns.frequency]),
    ).toEqual([
      ['DAILY', 'Wipe the tables', 'Cook', 'after use'],
      ['DAILY', 'Mop the floor', 'Help', 'daily'],
      ['WEEKLY', 'Degrease the hood', 'Cook', 'weekly'],
      ['WEEKLY', 'Defrost the freezer', 'Cook', 'monthly'],
    ]);
  });

  it('of a sheet without any header', () => {
    const rows = [
      ['1', 'Spegnere le luci'],
      ['2', 'Chiudere le finestre'],
      ['3', 'Inserire l’allarme'],
    ];
    const blocks = rows.flatMap((row, at) => row.map((text, column) => cell(at, column, text)));
    const [procedure] = findProcedures({ name: 'sera.csv', pages: 1, blocks }).procedures;
    expect(procedure?.candidates.map((one) => one.text)).toEqual(rows.map(([, text]) => text));
  });

  it('as a grid of boxes to tick', () => {
    const blocks = ['☐ Landing pad', '☐ Batteries', '☐ First-aid kit', '☐ Radio'].map((text, at) =>
      cell(at >> 1, at % 2, text),
    );
    const [procedure] = findProcedures({ name: 'kit.docx', pages: 1, blocks }).procedures;
    expect(procedure?.candidates.map((one) => one.text)).toEqual([
      'Landing pad',
      'Batteries',
      'First-aid kit',
      'Radio',
    ]);
  });
});

describe('procedures of one document', () => {
  const list = '\n1. Lock the door\n2. Switch off the light\n';
  const lista = '\n1. Cerrar la puerta\n2. Apagar la luz de la sala\n';
  const cases: [string, string, string[]][] = [
    [
      'chapters of a handbook',
      `# Staff handbook\n## Welcome\nHello.\n## Requesting leave${list}## Cash up${list}`,
      ['Requesting leave', 'Cash up'],
    ],
    [
      'headings under no title',
      `## Fire in the kitchen${list}## Power cut${list}`,
      ['Fire in the kitchen', 'Power cut'],
    ],
    [
      'the first heading, though it has a number as the chapters have',
      `# 4.2 Filter change${list}## 4.2.1 Before${list}## 4.2.2 After${list}`,
      ['4.2 Filter change'],
    ],
    [
      'not when and how of one',
      `# Procedimentos de limpeza da sala\n## Quando limpar${list}## Passo a passo${list}`,
      ['Procedimentos de limpeza da sala'],
    ],
    [
      'chapters that a code counts',
      `# Pessoal\n## RH UM – Contratação${list}## RH DOIS – Férias${list}## RH TRÊS – Saída${list}`,
      ['RH UM – Contratação', 'RH DOIS – Férias', 'RH TRÊS – Saída'],
    ],
    [
      'not days that are counted',
      `# Joining\n## DAY 1 - Desk${list}## DAY 2 - Tour${list}## DAY 3 - Talk${list}`,
      ['Joining'],
    ],
    [
      'sheets by the titles on them',
      `# Abertura\n## Checklist diário - Abertura${list}# Fechamento\n## Checklist diário - Fechamento${list}`,
      ['Checklist diário - Abertura', 'Checklist diário - Fechamento'],
    ],
    ['what stands below the word for a method', `# Methods\n## Washing the beads${list}`, ['Washing the beads']],
    [
      'cases',
      `# What to do\n## In case of fire${list}## In case of a flood${list}`,
      ['In case of fire', 'In case of a flood'],
    ],
    [
      'an appendix with steps of its own',
      `# Flights${list}## Appendix A: Setting the address\n1. Open the menu\n2. Click on network\n3. Enter the address`,
      ['Flights', 'Appendix A: Setting the address'],
    ],
    [
      'each with a purpose',
      `# Site\n## Oil change\n### Purpose\nIt runs.\n### Steps${list}## Filter change\n### Purpose\nIt breathes.\n### Steps${list}`,
      ['Oil change', 'Filter change'],
    ],
    [
      'not the phases of one',
      `# Ransomware\n## Preparation${list}## Containment${list}## Recovery${list}`,
      ['Ransomware'],
    ],
    ['not the parts of a checklist', `# Checklist shop\n## Outside${list}## Till${list}`, ['Checklist shop']],
    [
      'below headings that gather them',
      `# Procesos de recepción\n## Procesos principales\n### Check-in${lista}### Limpieza de la sala${lista}## Procedimientos de emergencia\n### Fuego${lista}`,
      ['Check-in', 'Limpieza de la sala', 'Fuego'],
    ],
    [
      'chapters of a handbook, one a schedule, one a checklist of supplies, one gathering others',
      `# Hostel procedures\n## Daily schedule${list}## Making beds${list}## Emergencies\n### Fire${list}### Flood${list}## Supplies checklist\n[ ] Soap\n[ ] Towels`,
      ['Daily schedule', 'Making beds', 'Fire', 'Flood', 'Supplies checklist'],
    ],
    [
      'headings under no title, the first one a time of day',
      `# Daily schedule${list}# Making beds${list}# Washing up${list}`,
      ['Daily schedule', 'Making beds', 'Washing up'],
    ],
    [
      'a name of steps that no reader marked',
      `# Office manual\n# Expenses\n## Booking a trip${list}Reimbursement procedure${list}`,
      ['Booking a trip', 'Reimbursement procedure'],
    ],
    [
      'not the chapters of a manual that says what for and who',
      `# Stock manual\n## Purpose\nOrder.\n## Counting the shelves${list}## Handling of losses${list}## Responsibilities\nThe keeper.`,
      ['Stock manual'],
    ],
    [
      'not what one heading gathers in one',
      `# Autoclave\n## Procedures\n### Loading${list}### Running${list}`,
      ['Autoclave'],
    ],
    ['not phases under no title', `## Preparation${list}## Execution${list}`, ['Evening']],
    ['not numbered chapters', `# 1 Purpose\nSafety.\n# 2 Start-up${list}# 3 Shutdown${list}`, ['Evening']],
  ];
  it.each(cases)('%s', (_what, text, expected) => {
    expect(found(text, 'evening.md').map(([title]) => title)).toEqual(expected);
  });

  it.each([
    ['a line that says so', 'Title: Closing the bar\nVersion: 2\n1. Lock the door\n2. Go home', 'Closing the bar'],
    [
      'the line below the kind of the document',
      '# Standard Operating Procedure\n# Closing the bar\n1. Lock the door',
      'Closing the bar',
    ],
    [
      'what stands above the list, late in a thread',
      'hi\nwho closes?\nok so closing the bar:\n1. Lock the door\n2. Go home',
      'Closing the bar',
    ],
    ['no name of a file', '# closing.md\n## Closing the bar\n1. Lock the door\n2. Go home', 'Closing the bar'],
    ['no name of a part', '# Purpose\nSafety.\n# Procedure\n1. Lock the door', 'Evening'],
  ])('the title is %s', (_what, text, expected) => {
    expect(found(text, 'evening.md').map(([title]) => title)).toEqual([expected]);
  });
});

describe('what is left out', () => {
  const left = (text: string) => {
    const { procedures, leftOut } = findProcedures(documentOf(text));
    return [...procedures.flatMap((one) => one.leftOut), ...leftOut].map((one) => [one.quote, one.why]);
  };

  it('is listed with its reason', () => {
    expect(
      left(`# Fridge
Never open it at night.
1. Read the temperature.
2. Write it down.
## If a reading is out of limits
Call the manager.
## Revision history
- Add the photo`),
    ).toEqual([
      ['Never open it at night.', 'it says what not to do'],
      ['Call the manager.', 'it stands in a section on what to do when something is out of order'],
      ['Add the photo', 'it stands in a section that refers, defines or records'],
    ]);
  });

  it('is listed below the end of a letter too', () => {
    const text = 'Bonjour,\n1. Fermer la porte\n2. Éteindre la lumière\nCordialement\nAnne\nPS : vérifier aussi le gaz';
    expect(left(text)).toEqual([['PS : vérifier aussi le gaz', 'it stands below the end of a letter']]);
    // Of a draft, where its reviewer looks.
    expect(findProcedures(documentOf(text)).leftOut).toEqual([]);
  });

  it('is listed where there is no procedure at all', () => {
    expect(left('# News\nSpring is here.\nPlease welcome Maria.\n## Events\n- Party\n- Run')).toEqual([
      ['Please welcome Maria.', 'it stands among words that explain'],
    ]);
  });
});

it('takes time in proportion to the document, in any shape', () => {
  const shapes: ((at: number) => Omit<Block, 'page'>)[] = [
    (at) => ({ kind: 'item', level: at, marker: '1.', ordered: true, text: `Close valve ${at}` }),
    (at) => ({ kind: 'heading', level: at + 1, text: `Purpose ${at}` }),
    (at) => ({ kind: 'heading', level: 1 + (at % 6), marker: `${at}.`, ordered: true, text: `Close valve ${at}` }),
    (at) => ({ kind: 'paragraph', level: 0, text: `${at % 90}. Close valve ${at}. Then open it again.` }),
    (at) => ({ kind: 'cell', level: 0, text: `Close valve ${at}`, table: { id: 0, row: 0, column: at } }),
    (at) => ({ kind: 'cell', level: 0, text: `Close valve ${at}`, table: { id: 0, row: at >> 2, column: at % 4 } }),
  ];
  const time = (make: (at: number) => Omit<Block, 'page'>, count: number) => {
    const blocks = Array.from({ length: count }, (_, at): Block => ({ page: 1, ...make(at) }));
    return effortOf(() => findProcedures({ name: 'a.txt', pages: 1, blocks }));
  };
  for (const make of shapes) {
    time(make, 500);
    expect(time(make, 20_000)).toBeLessThan(5000);
  }
});

describe('what people tell each other in sentences', () => {
  const told: [string, string, string[]][] = [
    [
      'en',
      '# New in the lab\nHi all,\nIt takes five days, so first of all fill in the form. Then order a lab coat. On day one, Tom shows them the exits. At the end of week two we sit down and fill in the record.\nThanks for your help!\nKind regards\nPriya',
      [
        'It takes five days, so first of all fill in the form.',
        'Then order a lab coat.',
        'On day one, Tom shows them the exits.',
        'At the end of week two we sit down and fill in the record.',
      ],
    ],
    [
      'de',
      '# Urlaub\nHallo zusammen,\nZuerst tragt ihr den Wunsch in den Kalender ein. Ich prüfe dann, ob genug Leute da sind. Bei mehr als zwei Wochen muss der Chef zustimmen. Zum Schluss trägt das Büro die Tage ein.\nLiebe Grüße Sabine',
      [
        'Zuerst tragt ihr den Wunsch in den Kalender ein.',
        'Ich prüfe dann, ob genug Leute da sind.',
        'Bei mehr als zwei Wochen muss der Chef zustimmen.',
        'Zum Schluss trägt das Büro die Tage ein.',
      ],
    ],
    [
      'fr: a letter that tells how things stand has none',
      '# Votre commande du 28 avril\nMadame,\nNous avons bien reçu votre règlement. Votre gâteau sera prêt samedi. Notre équipe reste à votre disposition.\nVeuillez agréer, Madame, nos salutations distinguées.\nClaire Martin, gérante',
      [],
    ],
    [
      'en: a protocol in the passive, with how much and how long',
      '# 4.3 Centrifugation\nAllow the tubes to stand for 40 minutes. These tubes are spun at 2,000 rpm for 15 minutes. One mL is aliquoted into each vial. The vials are frozen at -80 °C.',
      [
        'Allow the tubes to stand for 40 minutes.',
        'These tubes are spun at 2,000 rpm for 15 minutes.',
        'One mL is aliquoted into each vial.',
        'The vials are frozen at -80 °C.',
      ],
    ],
    [
      'en: what a closing round is to find, and not what has changed in it lately',
      '# Closing procedure\n## Yard\n- Shed door closed and latched.\n- Lights are off\n- Turn the pump off\n## Recent changes\n- Add the pump\n- Remove the pallet light',
      ['Shed door closed and latched.', 'Lights are off', 'Turn the pump off'],
    ],
    [
      'fr: where to learn more',
      '# Lavage\n1. Rincer le bac\n2. Vider le bac\n## Suite\nPour connaître les doses, consultez notre plan de nettoyage.',
      ['Rincer le bac', 'Vider le bac'],
    ],
    [
      'en: who owns a runbook and when to use it is no step',
      '# Terminal is down\nOwner: Shop manager. Last reviewed: 2026-01-15.\n## When\nUse this runbook when the terminal shows nothing.\n## Steps\n1. Restart the terminal.\n2. Call the hotline.',
      ['Restart the terminal.', 'Call the hotline.'],
    ],
  ];
  it.each(told)('%s', (_name, text, expected) => {
    expect(steps(text)).toEqual(expected);
  });
});

describe('a column of units', () => {
  it.each([
    [
      'en',
      'Check | Limit | Unit\nMeasure the fridge | 0–4 | °C\nWeigh a loaf | max. 510 g | g',
      ['0–4 °C', 'max. 510 g'],
    ],
    [
      'es',
      'Control | Límite | Unidad\nMedir la cámara | 0 a 4 | °C\nPesar una pieza | ≥ 490 | g',
      ['0 a 4 °C', '≥ 490 g'],
    ],
    [
      'de',
      'Prüfung | Grenzwert | Einheit\nKühlschrank messen | max. 7 | °C\nTisch prüfen | sauber | -',
      ['max. 7 °C', 'sauber'],
    ],
  ])('%s: is the unit of the limit beside it', (_language, table, limits) => {
    const found = findProcedures(documentOf(`# Lista\n${table}`)).procedures.flatMap((one) => one.candidates);
    expect(found.map((one) => one.columns.limit)).toEqual(limits);
  });
});

describe('a chapter of a handbook', () => {
  it.each([
    [
      'alone, it names the procedure',
      '# Betriebshandbuch Linde\n## 4 Reklamation annehmen\n### 4.1 Ablauf\n1. Kunden anhören\n2. Formular ausfüllen',
      'Reklamation annehmen',
    ],
    [
      'beside others it does not',
      '# Cleaning handbook\n## Before\n1. Switch off the oven\n## After\n1. Switch on the oven',
      'Cleaning handbook',
    ],
  ])('%s', (_name, text, title) => {
    expect(found(text).map(([first]) => first)).toEqual([title]);
  });
});

it.each([
  'Bonjour à tous',
  'Guten Morgen zusammen',
  'Buenas tardes equipo',
  'Boa noite a todos',
  'Good morning everyone!',
])('a greeting is no title: %s', (greeting) => {
  expect(found(`# ${greeting}\n1. Fermer la caisse\n2. Compter le tiroir`, 'shop.txt')[0]?.[0]).toBe('Shop');
});

it('the names of parts in the letters of the text part it, on a page', () => {
  const page = documentOf(
    '# Deliveries\nPurpose\nNobody gets spoiled goods.\nProcedure\n1. Open the box\n2. Sign the note',
  );
  const blocks = page.blocks.map((block): Block => ({ ...block, fontSize: 10 }));
  const [procedure] = findProcedures({ ...page, blocks }).procedures;
  expect(procedure?.sections.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['purpose', 'steps']));
  expect(procedure?.candidates.map(({ text }) => text)).toEqual(['Open the box', 'Sign the note']);
});
