/** The small module of learner pages. Everything works without it. */
document.documentElement.dataset.script = "on";
