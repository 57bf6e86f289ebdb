using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using O2X.Links.Can.SocketCan;

namespace O2X.Links.Can.Tests.SocketCan;

/// <summary>Reads the compiled code: nothing in it can put a frame on a bus.</summary>
public sealed class NoSendPathTests
{
    private const string Room = "O2X.Links.Can.SocketCan";

    private static readonly string[] Writers = ["System.Net.Sockets.Socket.Send", "System.Net.Sockets.NetworkStream.", "System.IO.Stream.Write", "System.IO.FileStream.", "System.IO.RandomAccess."];

    [Fact]
    public void Sends_nothing_but_the_request_for_the_list_of_interfaces() =>
        Assert.Equal(["RtnlSocket.RequestList → System.Net.Sockets.Socket.Send"], Calls().Where(call => Writers.Any(call.Target.StartsWith)).Select(call => $"{call.Caller} → {call.Target}"));

    [Fact]
    public void Keeps_the_can_socket_inside_the_type_that_can_only_receive()
    {
        var opened = Calls().Where(call => call.Target == "System.Net.Sockets.Socket..ctor").Select(call => call.Caller);
        var members = typeof(CanSocket).GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly);

        Assert.Equal(["CanSocket.NewSocket", "RtnlSocket.Open"], opened.Order(StringComparer.Ordinal));
        Assert.Equal(["Dispose", "Open", "Probe", "ReceiveAsync"], members.Select(member => member.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Calls_nothing_of_the_system_but_what_opens_a_netlink_socket()
    {
        using var file = new PEReader(File.OpenRead(typeof(CanSocket).Assembly.Location));
        var metadata = file.GetMetadataReader();

        var imports = Methods(metadata).Where(method => (method.Definition.Attributes & MethodAttributes.PinvokeImpl) != 0)
            .Select(method => metadata.GetString(method.Definition.GetImport().Name));

        Assert.Equal(["socket"], imports);
    }

    // A call names its target by a four-byte token, which is sought in the body as it is: to find one too many would fail the test.
    private static List<(string Caller, string Target)> Calls()
    {
        using var file = new PEReader(File.OpenRead(typeof(CanSocket).Assembly.Location));
        var metadata = file.GetMetadataReader();
        var targets = metadata.MemberReferences
            .Select(handle => (Token: BitConverter.GetBytes(MetadataTokens.GetToken(handle)), Name: NameOf(metadata, metadata.GetMemberReference(handle))))
            .ToList();

        var calls = new List<(string, string)>();
        foreach (var (caller, definition) in Methods(metadata).Where(method => method.Definition.RelativeVirtualAddress != 0))
        {
            var body = file.GetMethodBody(definition.RelativeVirtualAddress).GetILBytes()!;
            calls.AddRange(targets.Where(target => body.AsSpan().IndexOf(target.Token) >= 0).Select(target => (caller, target.Name)));
        }

        return calls;
    }

    private static IEnumerable<(string Name, MethodDefinition Definition)> Methods(MetadataReader metadata) =>
        from handle in metadata.MethodDefinitions
        let definition = metadata.GetMethodDefinition(handle)
        let type = Outermost(metadata, definition.GetDeclaringType())
        where metadata.GetString(type.Namespace) == Room
        select ($"{metadata.GetString(type.Name)}.{metadata.GetString(definition.Name)}", definition);

    private static TypeDefinition Outermost(MetadataReader metadata, TypeDefinitionHandle handle)
    {
        var type = metadata.GetTypeDefinition(handle);
        while (!type.GetDeclaringType().IsNil) type = metadata.GetTypeDefinition(type.GetDeclaringType());
        return type;
    }

    private static string NameOf(MetadataReader metadata, MemberReference member)
    {
        if (member.Parent.Kind != HandleKind.TypeReference) return metadata.GetString(member.Name);
        var type = metadata.GetTypeReference((TypeReferenceHandle)member.Parent);
        return $"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}.{metadata.GetString(member.Name)}";
    }
}
