// Starts the page's circuit, and says at once when it is gone. It is sought again without end; a server that does not know it any more
// was restarted, and the page is loaded anew.
(() => {
    const banner = document.getElementById('components-reconnect-modal');
    const text = banner.querySelector('.lost-text');

    const show = isLost => {
        document.documentElement.classList.toggle('is-lost', isLost);
        text.hidden = !isLost;
    };

    banner.addEventListener('components-reconnect-state-changed', event => {
        const state = event.detail.state;
        if (state === 'hide') show(false);
        else if (state === 'rejected' || state === 'resume-failed') location.reload();
        else show(true);
    });

    Blazor.start({
        circuit: {
            reconnectionOptions: {
                maxRetries: 1000000,
                retryIntervalMilliseconds: attempt => attempt < 10 ? 500 : 2000,
            },
            // A connection that died without a word is noticed within seconds.
            configureSignalR: builder => builder.withServerTimeout(8000).withKeepAliveInterval(3000),
        },
    });
})();
