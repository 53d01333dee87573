import { list, type Verbs, verbsOf } from './conjugation.ts';

const INFINITIVES = list(`
  abastecer abrir acessar acionar acompanhar acondicionar adicionar administrar afastar aferir agendar agitar agrupar aguardar ajustar alertar alinhar
  alocar analisar anexar anotar anunciar apagar aparar aplicar apoiar apresentar aquecer arejar armazenar arquivar arrumar aspirar assar assegurar assinar
  assistir ativar atualizar atender autorizar auxiliar avaliar avisar baixar balancear bater bloquear borrifar buscar calcar calcular calibrar cancelar capacitar
  carimbar carregar centrifugar certificar chamar checar classificar clicar coar cobrar cobrir cozinhar colar coletar colher colocar combinar comecar comparar comparecer
  completar comprar comunicar concluir conduzir conectar conferir confirmar congelar conservar consultar contar contatar controlar coordenar copiar
  cortar criar cumprir dar decidir declarar definir deixar depositar derramar desativar descartar descongelar desconectar descrever desengordurar desinfectar
  desinfetar desligar deslocar desmontar desparafusar desprezar destacar destinar determinar devolver digitar diluir discutir dispensar dispor distribuir dobrar documentar efetuar
  elaborar eliminar embalar emitir empilhar encaixar encaminhar encerrar encher enrolar ensacar entregar entrar enviar envolver enxaguar enxugar escanear escolher escorrer escovar
  escrever esfregar esfriar especificar esperar estabelecer esterilizar esvaziar etiquetar evacuar evitar examinar executar expor extrair fazer fechar ferver fiscalizar
  filtrar finalizar fixar fornecer fotografar friccionar fritar garantir garrotear gerar girar gravar guardar guiar habilitar higienizar homogeneizar identificar imergir
  impedir imprimir incluir incubar indicar informar ingressar iniciar inserir inspecionar instalar instruir interromper introduzir inutilizar inverter investigar
  isolar juntar lacrar lancar lavar listar ler levantar levar liberar ligar limpar localizar mandar manipular manter marcar medir mergulhar misturar molhar monitorar montar
  mostrar mover mudar neutralizar notificar numerar observar obter oferecer operar ordenar organizar orientar parar participar passar pedir pegar pesar pipetar
  planejar planear posicionar preaquecer preencher preparar prestar pressionar prosseguir programar proceder procurar proteger providenciar publicar puncionar puxar questionar
  raspar realizar rebaixar receber recolher recomendar reciclar recolocar reconectar recusar redigir reduzir reforcar registar registrar rejeitar relatar remover repetir repor
  reportar reservar resfriar resolver responder restaurar retirar reunir rever revisar rotular salvar sair secar seguir selar selecionar separar servir
  sinalizar solicitar soltar submeter substituir supervisionar suspender tampar tirar tocar tomar trabalhar trancar transferir transportar tratar
  travar treinar trocar umedecer unir usar utilizar validar varrer vedar ventilar verificar verter vestir vigiar virar visitar voltar`);

export const portugueseVerbs: Verbs = verbsOf(
  INFINITIVES,
  {
    commands: (infinitive) => {
      const stem = infinitive.slice(0, -2);
      const ar = infinitive.endsWith('ar');
      // Folding makes ç a c, so both spellings before e are possible.
      const formal = ar ? [`${spelled(stem)}e`, `${stem}e`] : [`${softened(stem)}a`];
      return [infinitive, ...formal, ...formal.map((form) => `${form}m`), ar ? `${stem}a` : `${stem}e`];
    },
    acts: (infinitive) => {
      const own = infinitive.slice(0, -2) + (infinitive.endsWith('ar') ? 'a' : 'e');
      return [own, `${own}m`];
    },
  },
  {
    commands: `
      afira confira cubra de descubra diga disponha escreva esteja exponha extraia faca facam leia mantenha mantenham meca obtenha peca
      ponha ponham prefira reponha reveja repita saiba saia seja siga sigam sirva tenha tenham traga transfira va veja venha vista inclua
      substitua distribua dilua conclua insira interrompa introduza reduza conduza colha recolha`,
    acts: `
      confere da dao distribui encaminha faz fazem conclui inclui insere introduz le leem mantem mede medem obtem pede poe preenche
      reduz reve segue seguem serve substitui tem transfere vai vao ve`,
  },
);

/** Before `e`: coloque, ligue. */
function spelled(stem: string): string {
  if (stem.endsWith('c')) return `${stem.slice(0, -1)}qu`;
  return stem.endsWith('g') ? `${stem}u` : stem;
}

/** Before `a`: proteja. */
function softened(stem: string): string {
  if (stem.endsWith('gu')) return stem.slice(0, -1);
  return stem.endsWith('g') ? `${stem.slice(0, -1)}j` : stem;
}
