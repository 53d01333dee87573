/** Articles, prepositions and conjunctions of six languages: where a name of a thing ends. */
export const SMALL_WORDS: ReadonlySet<string> = new Set(
  `a an the of to in on at for and or with by from into onto before after during when while until if that which who is are was be been must
  shall should will has have it its this these those your our their every each all any per then there as so not no
  der die das den dem des ein eine einen einem einer und oder mit im am um zu zum zur von vom bei auf aus in an fur nach vor bis uber unter
  wenn falls sowie sich ist sind wird werden muss soll jede jeden jeder alle
  le la les l un une des du de d au aux et ou avec dans en sur par pour avant apres sans si est sont doit qui que chaque tous toutes
  el los las lo una unos unas del al y e o u con por para antes despues sin si se es son debe que cada todos todas
  os as um uma do da dos das no na nos nas ao aos com por pelo pela antes apos sem se ser deve que cada todos
  il lo gli i uno dello della degli delle dei nel nella nei al alla allo con per prima dopo senza se e sono deve che ogni tutti tutte`
    .trim()
    .split(/\s+/),
);
