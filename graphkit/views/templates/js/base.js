// Small helpers. Whatever comes from a model goes into the page as text and never as markup.

const $ = (id) => document.getElementById(id);

function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "class") element.className = value;
    else if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== ""));
  return element;
}

const LONGEST = 240;
// Marks that turn the direction of what follows, and characters that cannot be seen.
const UNSEEN = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;

function shorten(text, most = LONGEST) {
  const signs = Array.from(String(text).slice(0, 2 * most + 2).replace(UNSEEN, " "));
  return signs.length > most ? `${signs.slice(0, most - 1).join("")}…` : signs.join("");
}

const named = (text, most) => el("bdi", { class: "name" }, shorten(text, most));
const count = (number) => number.toLocaleString("en");
const several = (number, one, many = `${one}s`) => `${count(number)} ${number === 1 ? one : many}`;
const announce = (words) => { $("live").textContent = shorten(words, 400); };
const still = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
const byText = new Intl.Collator("en", { numeric: true }).compare;
