/**
 * Cores of the passwords that are tried first: what is left of `Guatemala2026!`
 * without its digits and signs. Our own list: the words that lead every published
 * list of leaked passwords, in English and Spanish, and those of this subject.
 */
const WORDS = `
password passwort passw pass passcode passphrase contrasena contrasenia contra clave miclave
miclavesecreta miclavesegura laclave tuclave miclavees clavesecreta clavesegura claveacceso
micontrasena micontrasenasegura contrasenasegura secreta secreto supersecreto admin administrador
administrator administradora adminadmin root toor usuario user username guest invitado test tester
testing prueba pruebas demo ejemplo example changeme cambiame cambiar default temporal temp nuevo
nueva acceso ingreso ingresar entrar login letmein welcome bienvenido bienvenida bienvenidos hello hola
holamundo helloworld abc abcd abcde abcdef abcdefg abcdefgh abcdefghi abcdefghij abcabc qwerty qwertyui
qwertyuiop qwert asdf asdfg asdfgh asdfghjk asdfghjkl asdfghjklñ zxcv zxcvb zxcvbn zxcvbnm qazwsx
qazwsxedc wsxedc zaqxsw zaqwsx poiuyt mnbvcxz lkjhgfdsa qweasd qweasdzxc iloveyou iloveu loveyou love
lovely teamo teamomucho teamoamor tequiero tequieromucho teextrano amor amorcito amores amormio miamor
mivida corazon corazoncito princesa princess reina rey principe bebe bebes baby babygirl hermosa hermoso
preciosa bonita guapa linda estrella estrellita star sunshine sol luna lunita cielo cielito angel angelito
angeles angelica diablo diosesamor diosesbueno dios diosito jesus jesucristo jesusteamo cristo cristina
virgen maria guadalupe fatima familia mifamilia mama mamita papa papito mihija mihijo mishijos hijos hija
hijo hermana hermano abuela abuelo amiga amigo amigos amistad friend friends forever siempre porsiempre
paratodalavida vida felicidad feliz alegria esperanza libertad paz justicia monkey dragon shadow master
mustang superman batman spiderman pokemon naruto starwars matrix ninja hunter killer soccer football futbol
futbolista baseball basketball beisbol barcelona barca realmadrid madrid messi ronaldo cristianoronaldo
neymar maradona pele colocolo udechile universidaddechile laroja municipal comunicaciones xelaju rojos
cremas campeon campeones liverpool chelsea arsenal america chivas aguilas computer computadora compu
internet google facebook instagram whatsapp youtube hotmail gmail yahoo microsoft windows samsung iphone
android apple huawei celular telefono mobile flower flores florecita rosa rosas rosita margarita violeta
mariposa mariposas butterfly delfin tigre leon leona perro perrito gato gatita gatito caballo conejo oso
osito pajaro chocolate galleta manzana naranja banana platano cafe cafecito tortilla tamal marimba quetzal
quetzales quetzaltenango xela xelaju tikal antigua antiguaguatemala atitlan panajachel solola totonicapan
huehuetenango sanmarcos suchitepequez retalhuleu chimaltenango sacatepequez escuintla coban peten izabal
zacapa chiquimula jutiapa jalapa quiche chichicastenango salcaja ostuncalco losaltos metropolilosaltos
guatemala guate chapin chapina chapines guatemalateca guatemaltecas ciudadguatemala santiago santiagodechile
chile chileno chilena vivachile valparaiso vinadelmar concepcion temuco antofagasta iquique arica valdivia
puertomontt puntaarenas rancagua talca chillan laserena coquimbo copiapo osorno coyhaique patagonia
araucania biobio magallanes mapuche mexico colombia argentina peru honduras salvador nicaragua costarica
panama espana cuba venezuela ecuador bolivia municipalidad municipal municipio muni alcaldia alcalde
alcaldesa concejo concejal comuna ayuntamiento gobierno gobiernolocal gobiernoabierto estado publico
publica funcionario funcionaria funcionarios servidorpublico servidorapublica servicio tesoreria secretaria
secretario oficina oficial planificacion finanzas presupuesto catastro cabildo cabildos innovacion
innovacionpublica agentedeinnovacion datosabiertos datos transparencia digital transformaciondigital
laboratorio capacitacion curso cursos certificado certificacion examen segeplan inap innova trabajo mitrabajo
enero febrero marzo abril mayo junio julio agosto septiembre setiembre octubre noviembre diciembre january
february march april june july august september october november december lunes martes miercoles jueves
viernes sabado domingo monday friday sunday primavera verano otono invierno summer winter spring autumn
navidad feliznavidad jose juan carlos luis jorge miguel antonio francisco manuel pedro pablo daniel david
diego andres alejandro alejandra fernando fernanda roberto ricardo eduardo javier gabriel gabriela rafael
mario marcos oscar sergio raul victor hugo edgar erick kevin brayan anthony michael jordan robert thomas
charlie george ashley jessica jennifer nicole michelle ana anamaria mariajose josemaria juancarlos luisa
carmen rosario elena lucia sofia valentina camila isabella daniela andrea paola patricia claudia sandra
silvia veronica monica karla karina diana laura natalia marta martha teresa gloria beatriz esther ruth
trustno access super superuser supersecret secret whatever nothing nada ninguna ninguno nose nomeacuerdo
olvide nosabe cualquiera cualquiercosa aaaa xxxx zzzz fuckyou asshole puta puto mierda pendejo cabron
`;

export const COMMON_CORES: ReadonlySet<string> = new Set(
  WORDS.split(/\s+/)
    .filter(Boolean)
    .map((word) => word.replaceAll("ñ", "n")),
);
