using O2X.Links.BlueZ.Bus;
using O2X.Links.BlueZ.DBus;

namespace O2X.Links.BlueZ.Peripheral;

/// <summary>An interface of an object that is served: its properties, for those who ask.</summary>
/// <param name="Interface">The interface.</param>
/// <param name="Values">The properties.</param>
internal sealed record ServedProperties(string Interface, IReadOnlyDictionary<string, VariantValue> Values)
{
    /// <summary>Answers a call of the interface of properties; any other is left unanswered.</summary>
    public void Answer(MethodContext context)
    {
        if (context.Request.InterfaceAsString != BlueZNames.Properties) return;
        var reader = context.Request.GetBodyReader();
        switch (context.Request.MemberAsString)
        {
            case "GetAll":
                Demand(reader.ReadString());
                context.Reply("a{sv}", writer => writer.WriteDictionary(Values));
                break;
            case "Get":
                Demand(reader.ReadString());
                var name = reader.ReadString();
                if (!Values.TryGetValue(name, out var value)) throw new DBusException(DBusErrors.UnknownProperty, $"There is no property {name}.");
                context.Reply("v", writer => writer.WriteVariant(value));
                break;
        }
    }

    private void Demand(string @interface)
    {
        if (@interface != Interface) throw new DBusException(DBusErrors.UnknownInterface, $"There is no interface {@interface}.");
    }
}
