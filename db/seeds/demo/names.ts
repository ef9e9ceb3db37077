import type { Dice } from "./random.ts";

/** Common given names and surnames, from which fictional people are put together. */
interface Names {
  women: readonly string[];
  men: readonly string[];
  surnames: readonly string[];
}

const words = (text: string): string[] => text.trim().split(/\s+/);

const GUATEMALA: Names = {
  women: words(`María Ana Rosa Juana Marta Carmen Lucía Sandra Claudia Silvia Gloria Irma Elvira
    Blanca Dora Ingrid Evelyn Wendy Glenda Karla Mayra Norma Olga Patricia Reyna Sonia Telma
    Vilma Yolanda Zoila Ixchel Nikté Brenda Cindy Dulce Heidy Jennifer Lesbia Mirna Rosario`),
  men: words(`Juan José Carlos Luis Mario Jorge Pedro Francisco Miguel Manuel Julio Óscar Edwin
    Byron Erick Walter Rolando Marvin Henry Selvin Wilmer Cristóbal Domingo Diego Sebastián
    Tomás Pascual Santos Baltazar Andrés Elmer Estuardo Fredy Gerson Hugo Isaías Otto Rigoberto`),
  surnames: words(`López García Morales Hernández Pérez González Rodríguez Ramírez Castillo Méndez
    Ordóñez Barrios Cifuentes Velásquez Orozco Fuentes Gómez Vásquez Juárez Reyes Ajanel Tzoc
    Chávez Xicará Coyoy Sac Tum Batz Ixcoy Tzunún Cumes Ajpop Choc Caal Pop Tiul Xol Cac
    Marroquín Estrada Monzón Cabrera Figueroa Alvarado Sandoval Lemus Solares Aguilar De_León`),
};

const CHILE: Names = {
  women: words(`María Camila Javiera Carolina Paula Andrea Francisca Daniela Constanza Valentina
    Marcela Claudia Lorena Ximena Viviana Macarena Pamela Verónica Soledad Rosa Sandra Cecilia
    Alejandra Bernarda Catalina Elizabeth Fabiola Gloria Ingrid Jessica Katherine Millaray
    Rayén Nicole Olga Pilar Rebeca Tamara Yasna Antonia`),
  men: words(`Juan José Luis Carlos Cristián Rodrigo Felipe Sebastián Matías Ignacio Nicolás
    Francisco Jorge Manuel Víctor Héctor Patricio Claudio Marcelo Mauricio Gonzalo Eduardo
    Ricardo Sergio Hernán Álvaro Benjamín Camilo Esteban Fernando Gabriel Hugo Nahuel Lautaro
    Óscar Pablo Raúl Tomás Vicente Germán`),
  surnames: words(`González Muñoz Rojas Díaz Pérez Soto Contreras Silva Martínez Sepúlveda Morales
    Rodríguez López Fuentes Hernández Torres Araya Flores Espinoza Valenzuela Castillo Ramírez
    Reyes Gutiérrez Castro Vargas Álvarez Vásquez Tapia Fernández Sánchez Carrasco Gómez Cortés
    Herrera Núñez Jara Vergara Rivera Figueroa Riquelme García Miranda Bravo Vera Molina Vega
    Huenchumán Catrileo Painemal Ñanculef Curiñir Llancapán Mamani Quispe Choque`),
};

/** Two given names and two surnames, as both countries write them. */
export function fullName(country: string, dice: Dice): string {
  const { women, men, surnames } = country === "CL" ? CHILE : GUATEMALA;
  const given = dice.chance(0.56) ? women : men;
  const first = dice.pick(given);
  const second = other(given, first, dice);
  const paternal = dice.pick(surnames);
  const maternal = dice.pick(surnames);
  return [first, second, paternal, maternal].join(" ").replaceAll("_", " ");
}

/** `maria.lopez.4821`: unaccented, unique by its number. */
export function usernameOf(name: string, number: number): string {
  const parts = name
    .normalize("NFD")
    .replace(/[\u0300-\u036f]|[^\p{L} ]/gu, "")
    .toLowerCase()
    .split(" ");
  return `${parts[0]}.${parts[2] ?? parts[1]}.${number}`;
}

function other(names: readonly string[], taken: string, dice: Dice): string {
  const name = dice.pick(names);
  return name === taken ? (names[(names.indexOf(taken) + 1) % names.length] as string) : name;
}
