/** Names that broke other systems, or were made to; every output that shows a name takes them all. */
export interface HostileName {
  what: string;
  typed: string;
  /** As it is printed; null = refused. */
  printed: string | null;
}

const kept = (what: string, typed: string): HostileName => ({ what, typed, printed: typed });

export const HOSTILE_NAMES: readonly HostileName[] = [
  kept("an ordinary name", "María José Pérez"),
  kept("the letters of Mayan languages", "Kʼicheʼ Ixkʼat Tzʼunun Ꞌaꞌn"),
  kept("apostrophes that look alike", "O'Brien D’Angelo Kʼan ʻOkina"),
  kept("Mapuche letters", "Ñañkupil Lafkenwentru Küyen"),
  kept("stacked accents", "Nguyễn Thị Ánh Đặng"),
  kept("Cyrillic", "Дмитрий Щербаков"),
  kept("Greek with breathings", "Ἀλέξανδρος Παπαδόπουλος"),
  kept("Armenian", "Նարեկ Հովհաննիսյան"),
  kept("Georgian", "გიორგი მაისურაძე"),
  kept("five scripts together", "Ana Дана Ἄννα Անի ანა"),
  kept("markup", '<script>alert("1")</script> & <b>Ana</b>'),
  kept("an entity", "Ana &amp; Luis &lt;3 &#x41;"),
  kept("a formula", '=HYPERLINK("https://mal.example") Ana'),
  kept("a command of a spreadsheet", "+cmd Ana"),
  kept("a sign that starts formulas", "@Ana"),
  kept("quotes, commas and semicolons", 'Ana "la Nena", Pérez; López'),
  kept("a template", "{{name}} $\u007bname} $t(ui.name) %s Ana"),
  kept("PDF delimiters", "Ana (Pérez) [López] \\(x\\) <</Type>> endobj"),
  kept("words of SQL", "Ana'); drop table users; --"),
  kept("the longest that is taken", `Ana ${"Pérez López ".repeat(16)}Ruiz`.slice(0, 200).trim()),
  kept("one long word", `Ana${"x".repeat(190)}`),
  { what: "letters not composed", typed: "Jose\u0301 Nun\u0303ez", printed: "José Nuñez" },
  { what: "spaces of several kinds", typed: " Ana\u00a0 \t Pérez\n", printed: "Ana Pérez" },
  { what: "a bidi override", typed: "Ana \u202eezreP\u202c", printed: "Ana ezreP" },
  { what: "bidi isolates", typed: "\u2066Ana\u2069 Pérez", printed: "Ana Pérez" },
  {
    what: "zero-width characters",
    typed: "A\u200bn\u200da\ufeff Pé\u2060rez",
    printed: "Ana Pérez",
  },
  { what: "control characters", typed: "Ana\u0000\u0007 Pérez", printed: "Ana Pérez" },
  { what: "300 characters", typed: `${"Ana ".repeat(75).trim()}x`, printed: null },
  { what: "nothing that is seen", typed: "\u200b\u200b\u202e", printed: null },
  { what: "no letters", typed: "12345", printed: null },
  { what: "a picture", typed: "Ana 🦋", printed: null },
  { what: "a script that the typefaces lack", typed: "王小明", printed: null },
  { what: "a script written from the right", typed: "محمد", printed: null },
];
