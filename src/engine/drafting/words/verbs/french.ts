import { list, type Verbs, verbsOf } from './conjugation.ts';

const INFINITIVES = list(`
  abaisser accompagner accrocher accueillir accuser acheminer acheter actionner activer actualiser adapter adresser aerer afficher agiter aider ajouter ajuster alerter aligner alimenter
  allumer amener analyser annuler appeler appliquer apporter apprecier approvisionner appuyer archiver arreter arroser aspirer assembler assister assurer
  attacher attendre attribuer autoriser avertir balayer basculer bloquer brancher brosser calculer calibrer caler changer charger chauffer chercher choisir
  classer cliquer cocher coller collecter commander commencer communiquer comparer completer composer compter conditionner conduire confier confirmer congeler connecter consigner
  conserver constater consulter contacter contenir continuer controler convoquer copier corriger couper couvrir creer cuire debarrasser deballer debrancher decider declarer
  declencher deconnecter decongeler decoller decrire decrocher degager degraisser degivrer demander demarrer demonter deplacer deposer depoussierer desactiver desinfecter desinstaller dessiner detacher
  detartrer determiner deverser devisser diffuser diluer diriger discuter disposer distribuer donner doser dresser eclairer ecouter ecrire effacer effectuer egoutter ejecter elaborer
  eliminer eloigner emballer emettre employer encaisser enclencher enfermer enfiler engager enlever enregistrer enrouler entamer enterrer entreposer entrer enumerer envelopper envoyer
  eplucher equiper essorer essuyer essayer estimer etablir etaler eteindre etendre etiqueter etudier evacuer evaluer eviter examiner executer expedier expliquer exposer extraire
  fabriquer facturer faire fermer filtrer finaliser fixer fournir frictionner frotter garantir garder generer gerer gratter guider habiller homogeneiser humidifier identifier immobiliser
  imprimer incliner incuber indiquer informer initialiser inscrire inserer inspecter installer instruire interdire interrompre interroger introduire inverser inventorier inviter isoler jeter
  joindre laisser lancer laver lever liberer limiter lire livrer localiser louer maintenir manipuler marquer mediter melanger mentionner mesurer mettre modifier monter
  montrer mouiller munir nettoyer neutraliser noter notifier numeroter obtenir offrir observer obturer operer ordonner organiser orienter oter ouvrir
  parapher parcourir parler partager participer passer patienter payer peler peser photographier pipeter placer planifier poser positionner poursuivre pousser pratiquer
  prechauffer preciser prelever prendre preparer presenter preserver presser prevenir prevoir privilegier proceder produire proteger programmer publier puiser purger quitter raccorder racler rallumer
  ramasser ramener ranger rapporter rappeler rassembler rassurer realiser rebrancher recevoir rechauffer rechercher reconnecter recueillir recuperer recycler rediger reduire referer
  refermer refroidir refuser regler regrouper rejeter relancer relever relire remettre remonter remplacer remplir rendre renouveler renseigner renvoyer reparer repartir repasser
  repeter repondre reporter reprendre reserver resoudre respecter restaurer rester restituer retablir retirer retourner retracer retrouver reunir reveiller reverifier
  revoir rincer saisir saluer sauvegarder savonner sceller secher secouer selectionner separer serrer servir signaler signer solliciter sonner sortir souder soulever soumettre souscrire stabiliser
  stationner steriliser stocker stopper suivre superviser supprimer surveiller suspendre taper telecharger telephoner tenir terminer tester tirer toucher tourner tracer traiter
  transferer transmettre transporter transvaser trier trouver utiliser valider veiller ventiler verifier verrouiller verser vider viser visiter visser`);

export const frenchVerbs: Verbs = verbsOf(
  INFINITIVES,
  {
    commands: (infinitive) => {
      const stem = infinitive.replace(/(?:er|ir|re)$/, '');
      if (infinitive.endsWith('er'))
        return [infinitive, `${stem.replace(/g$/, 'ge').replace(/gee?$/, 'g')}ez`, `${light(stem)}e`];
      if (infinitive.endsWith('ir')) return [infinitive, `${stem}issez`, `${stem}ez`, `${stem}is`];
      return [infinitive, `${stem}ez`, `${stem}s`];
    },
    acts: (infinitive) => {
      const stem = infinitive.replace(/(?:er|ir|re)$/, '');
      if (infinitive.endsWith('er')) return [`${stem}e`, `${light(stem)}e`, `${stem}ent`, `${light(stem)}ent`];
      return infinitive.endsWith('ir') ? [`${stem}it`, `${stem}issent`] : [stem, `${stem}t`, `${stem}ent`];
    },
  },
  {
    commands: `
      asseyez buvez conduisez dites ecrivez eteignez faites inscrivez joignez lisez mettez ouvrez prenez prevenez produisez recevez reduisez
      remettez reprenez resolvez revoyez sachez servez sortez soyez suivez tenez maintenez transmettez venez veuillez voyez obtenez contenez
      interrompez introduisez decrivez soumettez suspendez veillez n'oubliez`,
    acts: `
      appelle appellent conduit contient cree decrit ecrit emet etablit eteint fait font informe inscrit interrompt introduit jette joint
      lit maintient maintiennent met mettent nettoie nettoient obtient ouvre ouvrent part pese prend prennent previent previennent produit
      recoit recueille reduit remet remettent rend renvoie reprend resout revient sert sort soumet suit suivent tient transmet transmettent veille voit`,
  },
);

/** `nettoie`, `appelle`, `jette`: what the stem becomes before a silent e. */
function light(stem: string): string {
  if (/[ou]y$/.test(stem)) return `${stem.slice(0, -1)}i`;
  return stem === 'appel' || stem === 'rappel' || stem === 'renouvel'
    ? `${stem}l`
    : stem === 'jet' || stem === 'rejet'
      ? `${stem}t`
      : stem;
}
