import { list, type Verbs, verbsOf } from './conjugation.ts';

const INFINITIVES = list(`
  aislar dirigir coger alinear apilar atar aumentar avanzar cepillar concluir conducir contener contrastar convertir desalojar descender desenroscar
  desplegar detener disolver doblar empezar empapar enganchar escalar escoltar esparcir estacionar exprimir extinguir facilitar forrar fotocopiar frenar inflar
  intercambiar inyectar jalar juntar lijar lubricar manejar manipular nivelar observar oprimir pintar planchar plegar podar proveer rebajar recalibrar
  recubrir reenviar reforzar regar rellenar renovar resumir reubicar revolver sofocar solucionar sonar soplar sostener tamizar tender testar tocar torcer transcribir
  transferir triturar untar velar ventilar voltear
  abrir acceder accionar aceptar acercar acompanar acordonar activar actualizar acudir adjuntar administrar advertir afilar agitar agregar
  ajustar alejar almacenar alertar amontonar anadir analizar anotar anular apagar apartar aplicar apoyar apuntar archivar arrancar
  armar asegurar asignar asistir aspirar atender autorizar avisar ayudar bajar barrer bloquear borrar buscar calcular
  calentar calibrar cambiar cancelar capacitar cargar centrifugar cepillar cerrar citar clasificar clavar cobrar cocinar colgar colocar combinar
  comparar completar comprar comprobar comunicar conectar confirmar congelar conservar consignar consultar contactar contar contestar
  contratar controlar convocar coordinar copiar corregir cortar crear cubrir cuidar cumplimentar dar debatir decidir declarar dejar
  depositar derivar desactivar desatar descargar descartar descolgar desconectar descongelar desechar desempacar desengrasar desenchufar desinfectar desinstalar
  desmontar despejar desplazar destapar determinar devolver diligenciar diluir discutir disponer distribuir documentar echar ejecutar elaborar elegir
  elevar eliminar embalar emitir empaquetar emplear empujar encender enchufar encuadernar enfriar enjabonar enjuagar enroscar ensayar ensamblar
  entregar enviar envolver escanear escoger escribir escuchar escurrir especificar esperar establecer esterilizar estirar etiquetar evacuar evaluar evitar
  examinar exponer extender extraer facturar fechar fijar filtrar finalizar firmar formar fotografiar fregar freir friccionar frotar ganar garantizar generar
  girar grabar gestionar guardar guiar habilitar hablar hacer hervir hornear identificar impedir imprimir incluir incorporar incubar indicar informar ingresar
  iniciar inmovilizar insertar inspeccionar instalar instruir interrumpir introducir inventariar invertir investigar invitar ir izar jabonar
  lavar leer levantar liberar limitar limpiar llamar llenar llevar localizar mandar mantener marcar medir mezclar mirar mojar monitorear monitorizar
  montar mostrar mover neutralizar notificar numerar obtener ofrecer ofrecerse operar ordenar organizar orientar pagar parar pasar pedir pegar pelar
  permanecer permitir pesar picar pipetear planificar poner posicionar practicar precalentar preguntar preparar presentar presionar proceder procurar
  programar prohibir proporcionar proteger publicar pulir pulsar quitar raspar realizar recalentar recargar rechazar recibir reciclar recoger recomendar reconectar recopilar
  recordar recortar redactar reducir reemplazar registrar regresar regular reiniciar remitir remojar remover reparar repartir repasar repetir reponer
  reportar resguardar reservar resolver respaldar responder restaurar restregar retener retirar reunir revisar rociar romper rotar rotular sacar salir saludar secar
  seguir seleccionar sellar senalar senalizar separar servir sincronizar situar solicitar soltar subir sujetar sumergir suministrar supervisar
  suspender sustituir tapar tirar tocar tomar trabajar traer trapear trasladar tratar ubicar unir usar utilizar vaciar validar verificar verter vestir
  vigilar visitar volver`);

export const spanishVerbs: Verbs = verbsOf(
  INFINITIVES,
  {
    commands: (infinitive) => {
      const stem = infinitive.slice(0, -2);
      const ar = infinitive.endsWith('ar');
      const formal = ar ? `${spelled(stem)}e` : `${softened(stem)}a`;
      return [infinitive, formal, `${formal}n`, ar ? `${stem}a` : `${stem}e`];
    },
    acts: (infinitive) => {
      const own = infinitive.slice(0, -2) + (infinitive.endsWith('ar') ? 'a' : 'e');
      return [own, `${own}n`];
    },
  },
  {
    commands: `
      aisle detenga disuelva empiece extinga pliegue refuerce riegue revuelva suene sostenga tienda tuerza convierta adquiera advierta atienda caliente cierre cierren compruebe cuelgue cuente construya corrija de devuelva diga disponga disuelva
      distribuya elija encienda encendido enfrie entienda este evalue extienda extraiga friegue haga hagan haz hierva impida incluya
      introduzca invierta lea mantenga mantengan mida mueva muestre obtenga oiga pida pon ponga pongan precaliente produzca pruebe
      recaliente recoja recuerde reduzca remueva repita reponga resuelva retenga reuna sal salga sea sepa siga sigan sirva suelte
      sustituya tenga tengan traiga utilice vaya ve vea vierta vierte vista vuelva conduzca conozca sostenga`,
    acts: `
      cierra cierran comprueba comprueban cuelga da dan dispone distribuye elige eligen enciende friega gestiona hace hacen impide
      incluye introduce mantiene mantienen mide miden mueve muestra obtiene pide piden pone ponen procede recoge repite resuelve
      retiene sigue siguen sirve sustituye tiene va van vierte vuelve`,
  },
);

/** Before `e`: toque, pague, alcance. */
function spelled(stem: string): string {
  if (stem.endsWith('c')) return `${stem.slice(0, -1)}qu`;
  if (stem.endsWith('g')) return `${stem}u`;
  return stem.endsWith('z') ? `${stem.slice(0, -1)}c` : stem;
}

/** Before `a`: recoja, conozca. */
function softened(stem: string): string {
  if (stem.endsWith('gu')) return stem.slice(0, -1);
  if (stem.endsWith('g')) return `${stem.slice(0, -1)}j`;
  return stem.endsWith('ec') || stem.endsWith('uc') ? `${stem.slice(0, -1)}zc` : stem;
}
