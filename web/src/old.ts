// Runs only where scripts cannot be modules (index.html says "nomodule"), so it is written in the language of such engines.

var sentence = document.getElementById("old");
if (sentence) {
  sentence.removeAttribute("hidden");
  sentence.style.display = "block";
}
