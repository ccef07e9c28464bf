// All scripts have run: show the controls that need them.

document.documentElement.classList.remove("no-script");
