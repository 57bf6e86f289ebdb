using O2X.Links;

namespace O2X.Simulator.Stacks;

/// <summary>The radio's states, as a stack tells them.</summary>
internal sealed class StackStates(VirtualStack stack, IObservable<TransportState> states) : IObservable<TransportState>
{
    public IDisposable Subscribe(IObserver<TransportState> observer)
    {
        ArgumentNullException.ThrowIfNull(observer);
        stack.ThrowIfBroken();
        return states.Subscribe(new Repeater(stack, observer));
    }

    private sealed class Repeater(VirtualStack stack, IObserver<TransportState> observer) : IObserver<TransportState>
    {
        public void OnNext(TransportState value)
        {
            observer.OnNext(value);
            if (stack.Has(StackTrouble.DoublesCallbacks)) observer.OnNext(value);
        }

        public void OnCompleted() => observer.OnCompleted();

        public void OnError(Exception error) => observer.OnError(error);
    }
}
