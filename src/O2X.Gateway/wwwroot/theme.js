// Before anything is drawn: the chosen colours, or none chosen, which follows the system.
(() => {
    const key = 'o2x-theme';
    const order = ['system', 'light', 'dark'];

    const read = () => {
        try {
            const kept = localStorage.getItem(key);
            return order.includes(kept) ? kept : 'system';
        } catch {
            return 'system';
        }
    };

    const show = choice => {
        if (choice === 'system') document.documentElement.removeAttribute('data-theme');
        else document.documentElement.setAttribute('data-theme', choice);
        return choice;
    };

    window.o2x = {
        // Asked for when the circuit stands: from then on the page answers.
        theme: () => {
            document.documentElement.classList.add('is-alive');
            return read();
        },
        nextTheme: () => {
            const next = order[(order.indexOf(read()) + 1) % order.length];
            try {
                localStorage.setItem(key, next);
            } catch {
                // Where nothing can be kept, the choice lasts as long as the page.
            }
            return show(next);
        },
    };

    show(read());
})();
