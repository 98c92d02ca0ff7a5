package dev.covey.pki.ca;

import dev.covey.pki.x509.IpAddress;
import dev.covey.pki.x509.P256Key;
import dev.covey.pki.x509.PeerName;
import dev.covey.pki.x509.Pem;
import java.io.IOException;
import java.math.BigInteger;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * Fills in certificates by the profile of RFC 5280.
 *
 * @param from whole seconds
 * @param until whole seconds
 */
record CertificateForm(BigInteger serial, Instant from, Instant until) {

    /** An authority's certificate, signed by itself, under which nothing but leaves may stand. */
    X509Certificate authority(PeerName name, P256Key key) {
        X500Name subject = subject("Covey authority " + name.id(), BCStyle.O, name.clusterId());
        try {
            var spki = SubjectPublicKeyInfo.getInstance(key.publicKey().getEncoded());
            var ids = new JcaX509ExtensionUtils();
            var builder =
                    builder(subject, subject, spki)
                            .addExtension(Extension.basicConstraints, true, new BasicConstraints(0))
                            .addExtension(
                                    Extension.keyUsage,
                                    true,
                                    new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign))
                            .addExtension(
                                    Extension.subjectAlternativeName,
                                    false,
                                    new GeneralNames(uri(name)))
                            .addExtension(
                                    Extension.subjectKeyIdentifier,
                                    false,
                                    ids.createSubjectKeyIdentifier(spki));
            return signed(builder, key);
        } catch (IOException | NoSuchAlgorithmException e) {
            throw impossible(e);
        }
    }

    /** A holder's certificate. */
    X509Certificate leaf(CertificateOrder order, X509Certificate issuer, P256Key issuerKey) {
        X500Name by = X500Name.getInstance(issuer.getSubjectX500Principal().getEncoded());
        X500Name subject = subject(order.name().id(), BCStyle.O, order.name().clusterId());
        try {
            var spki = SubjectPublicKeyInfo.getInstance(order.key().getEncoded());
            var ids = new JcaX509ExtensionUtils();
            var builder =
                    builder(by, subject, spki)
                            .addExtension(
                                    Extension.basicConstraints, true, new BasicConstraints(false))
                            .addExtension(
                                    Extension.keyUsage,
                                    true,
                                    new KeyUsage(KeyUsage.digitalSignature))
                            .addExtension(
                                    Extension.extendedKeyUsage,
                                    false,
                                    new ExtendedKeyUsage(purposes(order.name().kind())))
                            .addExtension(Extension.subjectAlternativeName, false, names(order))
                            .addExtension(
                                    Extension.subjectKeyIdentifier,
                                    false,
                                    ids.createSubjectKeyIdentifier(spki))
                            .addExtension(
                                    Extension.authorityKeyIdentifier,
                                    false,
                                    ids.createAuthorityKeyIdentifier(issuerKey.publicKey()));
            return signed(builder, issuerKey);
        } catch (IOException | NoSuchAlgorithmException e) {
            throw impossible(e);
        }
    }

    private X509v3CertificateBuilder builder(
            X500Name issuer, X500Name subject, SubjectPublicKeyInfo key) {
        return new X509v3CertificateBuilder(
                issuer, serial, Date.from(from), Date.from(until), subject, key);
    }

    private static X500Name subject(
            String commonName, org.bouncycastle.asn1.ASN1ObjectIdentifier kind, String value) {
        return new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(kind, value)
                .addRDN(BCStyle.CN, commonName)
                .build();
    }

    private static KeyPurposeId[] purposes(PeerName.Kind kind) {
        return switch (kind) {
            case NODE ->
                    new KeyPurposeId[] {
                        KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth
                    };
            case SERVER -> new KeyPurposeId[] {KeyPurposeId.id_kp_serverAuth};
            case READER, CLIENT -> new KeyPurposeId[] {KeyPurposeId.id_kp_clientAuth};
            case AUTHORITY -> throw new IllegalArgumentException("an authority is no leaf");
        };
    }

    private static GeneralNames names(CertificateOrder order) {
        List<GeneralName> names = new ArrayList<>();
        names.add(uri(order.name()));
        order.dnsNames().stream()
                .sorted()
                .map(name -> new GeneralName(GeneralName.dNSName, name))
                .forEach(names::add);
        order.addresses().stream()
                .sorted()
                .map(text -> IpAddress.read("addresses", text).getAddress())
                .map(bytes -> new GeneralName(GeneralName.iPAddress, new DEROctetString(bytes)))
                .forEach(names::add);
        return new GeneralNames(names.toArray(GeneralName[]::new));
    }

    private static GeneralName uri(PeerName name) {
        return new GeneralName(GeneralName.uniformResourceIdentifier, name.uri());
    }

    private static X509Certificate signed(X509v3CertificateBuilder builder, P256Key key)
            throws IOException {
        try {
            var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(key.privateKey());
            return Pem.certificate(builder.build(signer).getEncoded());
        } catch (OperatorCreationException e) {
            throw impossible(e);
        }
    }

    private static IllegalStateException impossible(Exception cause) {
        return new IllegalStateException("a checked order can be encoded", cause);
    }
}
