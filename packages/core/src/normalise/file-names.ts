// What tells a file name from a host name where both are a word, a dot and a word.

/** Extensions that are also top-level domains: `main.rs`, `setup.sh` and `archive.zip` are files unless something says host. */
const EXTENSIONS: ReadonlySet<string> = new Set(
  "rs py sh md pl zip mov so ps ai pm ml mk st cab bz la app pub map cat bin cc name properties property email prof rip run vi dot swift doc lua kt ms cfd post rest csv txt pdf json yaml yml xml html htm css js ts tsx jsx mjs cjs log ini cfg conf toml lock png jpg jpeg gif svg webp mp3 mp4 wav tar gz tgz xz rar 7z exe dll dmg iso deb rpm jar war class java go rb php c h cpp hpp cs sql db sqlite bak tmp docx xlsx pptx odt rtf tex ipynb parquet pem key crt cer p12 pfx env".split(" "),
);

/** Whether a name of two parts ends like a file. */
export function looksLikeFile(name: string): boolean {
  const labels = name.toLowerCase().split(".");
  const last = labels.at(-1) ?? "";
  if (labels.length === 2) return EXTENSIONS.has(last);
  // `settings.json.example` is a template of a file.
  return last === "example" && EXTENSIONS.has(labels.at(-2) ?? "");
}
