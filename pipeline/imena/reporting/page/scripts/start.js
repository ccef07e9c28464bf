// Everything above is in place: what works by script only is shown.

document.documentElement.classList.remove("no-script");
