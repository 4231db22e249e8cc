// The one activity: dx puts this file, as it stands, in place of its own. What Rust calls here (src/platform/android) it calls
// by name; `companion.pro` keeps the names. Calls that ask the person something block the thread that calls: Rust calls them
// from a thread that may wait, never from the one that draws.

package dev.dioxus.main

import android.Manifest
import android.app.KeyguardManager
import android.app.NotificationChannel
import android.app.NotificationManager
import android.app.PendingIntent
import android.content.ActivityNotFoundException
import android.content.Context
import android.content.Intent
import android.content.pm.PackageManager
import android.hardware.biometrics.BiometricManager
import android.hardware.biometrics.BiometricPrompt
import android.net.ConnectivityManager
import android.net.Uri
import android.os.Build
import android.os.Bundle
import android.os.CancellationSignal
import android.os.Handler
import android.os.Looper
import android.os.PowerManager
import android.provider.CalendarContract
import android.provider.Settings
import android.security.keystore.KeyGenParameterSpec
import android.security.keystore.KeyPermanentlyInvalidatedException
import android.security.keystore.KeyProperties
import android.view.WindowManager
import android.webkit.WebView
import androidx.activity.OnBackPressedCallback
import androidx.core.app.NotificationCompat
import androidx.core.content.FileProvider
import androidx.core.view.ViewCompat
import androidx.core.view.WindowCompat
import androidx.core.view.WindowInsetsCompat
import java.io.File
import java.security.KeyStore
import java.util.concurrent.CountDownLatch
import java.util.concurrent.TimeUnit
import javax.crypto.Cipher
import javax.crypto.KeyGenerator
import javax.crypto.SecretKey
import javax.crypto.spec.GCMParameterSpec
import org.json.JSONObject
import uk.example.companion.R

typealias BuildConfig = uk.example.companion.BuildConfig

class MainActivity : WryActivity() {
    private var page: WebView? = null
    private var insets = floatArrayOf(0f, 0f, 0f, 0f)
    private var link: String? = null
    private var asking: CountDownLatch? = null
    private val onScreen = Handler(Looper.getMainLooper())

    // Back is handed to the app (below): from target 35 on, the key that the base class waits for never comes.
    override val handleBackNavigation: Boolean = false

    override fun onCreate(savedInstanceState: Bundle?) {
        // Before anything is drawn: no picture of the app in the list of recent ones, no screenshot, no screen that is shared.
        // The person can allow it under You; Rust then says so (showToOthers).
        window.setFlags(WindowManager.LayoutParams.FLAG_SECURE, WindowManager.LayoutParams.FLAG_SECURE)
        WindowCompat.setDecorFitsSystemWindows(window, false)
        File(cacheDir, HANDED_OVER).deleteRecursively()
        makeChannel()
        // State lies in the vault. What the system kept of a page that is gone would only be in the way.
        super.onCreate(null)
        onBackPressedDispatcher.addCallback(this, object : OnBackPressedCallback(true) {
            override fun handleOnBackPressed() = tell("companion-back", null)
        })
        take(intent)
    }

    override fun onNewIntent(intent: Intent) {
        super.onNewIntent(intent)
        setIntent(intent)
        take(intent)
    }

    override fun onWebViewCreate(webView: WebView) {
        page = webView
        webView.settings.apply {
            setGeolocationEnabled(false)
            allowFileAccess = false
            allowContentAccess = false
            saveFormData = false
            javaScriptCanOpenWindowsAutomatically = false
            // The size of text that the person chose for the whole phone, up to twice the usual and more.
            textZoom = (resources.configuration.fontScale * 100).toInt()
        }
        webView.importantForAutofill = android.view.View.IMPORTANT_FOR_AUTOFILL_NO_EXCLUDE_DESCENDANTS
        ViewCompat.setOnApplyWindowInsetsListener(webView) { _, all ->
            val kinds = WindowInsetsCompat.Type.systemBars() or WindowInsetsCompat.Type.displayCutout() or
                WindowInsetsCompat.Type.ime()
            val edges = all.getInsets(kinds)
            val density = resources.displayMetrics.density
            insets = floatArrayOf(edges.top / density, edges.right / density, edges.bottom / density, edges.left / density)
            tellInsets()
            WindowInsetsCompat.CONSUMED
        }
        whenListening()
    }

    override fun onConfigurationChanged(now: android.content.res.Configuration) {
        super.onConfigurationChanged(now)
        page?.settings?.textZoom = (now.fontScale * 100).toInt()
        tellInsets()
    }

    /** Keeps a link for the page. Only the address that the manifest claims: other intents carry nothing that we look at. */
    private fun take(intent: Intent?) {
        val address = intent?.takeIf { it.action == Intent.ACTION_VIEW }?.data ?: return
        if (address.scheme != "https") return
        link = address.toString()
        // An activity that is made again must not be handed the same answer again.
        intent.data = null
        whenListening()
    }

    /** Waits until the page listens, then gives it what has come meanwhile. */
    private fun whenListening(tries: Int = 200) {
        val view = page ?: return
        view.evaluateJavascript("window.companionListens === true") { listens ->
            if (listens == "true") {
                tellInsets()
                link?.let { tell("companion-link", it) }
                link = null
            } else if (tries > 0) {
                onScreen.postDelayed({ whenListening(tries - 1) }, 150)
            }
        }
    }

    /** An event for the page. `detail` goes in as a JSON string: it cannot end the string and begin to act. */
    private fun tell(event: String, detail: String?) {
        val text = if (detail == null) "null" else JSONObject.quote(detail)
        page?.evaluateJavascript("window.dispatchEvent(new CustomEvent('$event', { detail: $text }))", null)
    }

    /** WebViews before 140 do not know the safe area: the page reads these as well as `env()`. */
    private fun tellInsets() {
        val names = arrayOf("top", "right", "bottom", "left")
        val sets = names.indices.joinToString(";") { "s.setProperty('--inset-${names[it]}', '${insets[it]}px')" }
        page?.evaluateJavascript("(() => { const s = document.documentElement.style; $sets })()", null)
    }

    // What Rust calls. Each says by its result what came of it.

    /** Whether others may see the screen: screenshots, the list of recent apps. */
    fun showToOthers(may: Boolean) = runOnUiThread {
        val flag = WindowManager.LayoutParams.FLAG_SECURE
        if (may) window.clearFlags(flag) else window.addFlags(flag)
    }

    /** Back, where the app has nowhere to go back to: it goes behind, and is not ended. */
    fun goBehind() = runOnUiThread { moveTaskToBack(true) }

    fun openAddress(address: String): Boolean = start(Intent(Intent.ACTION_VIEW, Uri.parse(address)))

    /** The telephone with the number in it. The person presses call. */
    fun dial(number: String): Boolean = start(Intent(Intent.ACTION_DIAL, Uri.fromParts("tel", number, null)))

    /** A text to this number, empty. The person writes and sends it. */
    fun text(number: String): Boolean = start(Intent(Intent.ACTION_SENDTO, Uri.fromParts("smsto", number, null)))

    fun addToCalendar(title: String, begins: Long, ends: Long, place: String?): Boolean {
        val entry = Intent(Intent.ACTION_INSERT).setData(CalendarContract.Events.CONTENT_URI)
            .putExtra(CalendarContract.Events.TITLE, title)
            .putExtra(CalendarContract.EXTRA_EVENT_BEGIN_TIME, begins)
            .putExtra(CalendarContract.EXTRA_EVENT_END_TIME, ends)
        if (place != null) entry.putExtra(CalendarContract.Events.EVENT_LOCATION, place)
        return start(entry)
    }

    /** Offers files to whoever the person picks, all at once. They lie in the folder that is emptied at every start. */
    fun share(paths: Array<String>, kind: String): Boolean {
        val files = paths.map { File(it).canonicalFile }
        val folder = File(cacheDir, HANDED_OVER).canonicalFile
        if (files.isEmpty() || files.any { it.parentFile != folder }) return false
        val addresses = ArrayList(files.map { FileProvider.getUriForFile(this, "$packageName.handed-over", it) })
        val send = if (addresses.size == 1) {
            Intent(Intent.ACTION_SEND).putExtra(Intent.EXTRA_STREAM, addresses[0])
        } else {
            Intent(Intent.ACTION_SEND_MULTIPLE).putParcelableArrayListExtra(Intent.EXTRA_STREAM, addresses)
        }
        send.setType(kind).addFlags(Intent.FLAG_GRANT_READ_URI_PERMISSION)
        return start(Intent.createChooser(send, null))
    }

    fun handedOverFolder(): String = File(cacheDir, HANDED_OVER).apply { mkdirs() }.path

    fun dataFolder(): String = noBackupFilesDir.path

    /** size of text × 100, less motion, dark, saving power, a connection that costs: five numbers. */
    fun system(): IntArray {
        val power = getSystemService(PowerManager::class.java)
        val network = getSystemService(ConnectivityManager::class.java)
        val motion = Settings.Global.getFloat(contentResolver, Settings.Global.ANIMATOR_DURATION_SCALE, 1f)
        val night = resources.configuration.uiMode and android.content.res.Configuration.UI_MODE_NIGHT_MASK
        return intArrayOf(
            (resources.configuration.fontScale * 100).toInt(),
            if (motion == 0f) 1 else 0,
            if (night == android.content.res.Configuration.UI_MODE_NIGHT_YES) 1 else 0,
            if (power.isPowerSaveMode) 1 else 0,
            if (network.activeNetwork != null && network.isActiveNetworkMetered) 1 else 0,
        )
    }

    // Notices.

    private fun makeChannel() {
        val channel = NotificationChannel(CHANNEL, getString(R.string.notices_channel), NotificationManager.IMPORTANCE_LOW)
        channel.setShowBadge(false)
        channel.enableVibration(false)
        channel.lockscreenVisibility = android.app.Notification.VISIBILITY_PRIVATE
        getSystemService(NotificationManager::class.java).createNotificationChannel(channel)
    }

    /** 0: allowed; 1: not asked yet, or refused. */
    fun mayNotify(): Int = if (getSystemService(NotificationManager::class.java).areNotificationsEnabled()) 0 else 1

    /** Asks, where the system asks (Android 13 and later), and waits for the answer. */
    fun askToNotify(): Int {
        if (Build.VERSION.SDK_INT < 33 || mayNotify() == 0) return mayNotify()
        val asked = CountDownLatch(1)
        asking = asked
        runOnUiThread { requestPermissions(arrayOf(Manifest.permission.POST_NOTIFICATIONS), ASK) }
        asked.await(5, TimeUnit.MINUTES)
        return mayNotify()
    }

    override fun onRequestPermissionsResult(code: Int, names: Array<out String>, given: IntArray) {
        super.onRequestPermissionsResult(code, names, given)
        if (code == ASK) asking?.countDown()
    }

    /** One line, the same for everybody. Tapping it opens the app at its first page: it carries no address. */
    fun notifyNow(id: Int, line: String): Boolean {
        if (mayNotify() != 0) return false
        val open = packageManager.getLaunchIntentForPackage(packageName)
        val tap = PendingIntent.getActivity(this, 0, open, PendingIntent.FLAG_IMMUTABLE)
        val notice = NotificationCompat.Builder(this, CHANNEL).setSmallIcon(R.drawable.ic_notice).setContentTitle(line)
            .setContentIntent(tap).setAutoCancel(true).setOnlyAlertOnce(true).setSilent(true)
            .setVisibility(NotificationCompat.VISIBILITY_PRIVATE).setShowWhen(false).build()
        getSystemService(NotificationManager::class.java).notify(id, notice)
        return true
    }

    fun clearNotices() = getSystemService(NotificationManager::class.java).cancelAll()

    // A key that opens with a finger or a face: the phone's own chip holds a key that works only right after a strong match,
    // and that is gone as soon as another finger or face is enrolled. Answers begin with one byte: see the companion object.

    fun canMatch(): Boolean {
        val strong = getSystemService(BiometricManager::class.java)
            .canAuthenticate(BiometricManager.Authenticators.BIOMETRIC_STRONG)
        return strong == BiometricManager.BIOMETRIC_SUCCESS && getSystemService(KeyguardManager::class.java).isDeviceSecure
    }

    fun keepMatched(name: String, secret: ByteArray, title: String, no: String): ByteArray = guarded {
        val spec = KeyGenParameterSpec.Builder(alias(name), KeyProperties.PURPOSE_ENCRYPT or KeyProperties.PURPOSE_DECRYPT)
            .setBlockModes(KeyProperties.BLOCK_MODE_GCM).setEncryptionPaddings(KeyProperties.ENCRYPTION_PADDING_NONE)
            .setKeySize(256).setUserAuthenticationRequired(true)
            .setUserAuthenticationParameters(0, KeyProperties.AUTH_BIOMETRIC_STRONG)
            .setInvalidatedByBiometricEnrollment(true).setUnlockedDeviceRequired(true).build()
        val maker = KeyGenerator.getInstance(KeyProperties.KEY_ALGORITHM_AES, KEYSTORE)
        maker.init(spec)
        val cipher = Cipher.getInstance(CIPHER).apply { init(Cipher.ENCRYPT_MODE, maker.generateKey()) }
        val matched = match(cipher, title, no) ?: return@guarded byteArrayOf(SAID_NO)
        val sealed = matched.doFinal(secret)
        secret.fill(0)
        sealedFile(name).writeBytes(byteArrayOf(matched.iv.size.toByte()) + matched.iv + sealed)
        byteArrayOf(DONE)
    }

    fun openMatched(name: String, title: String, no: String): ByteArray = guarded {
        val file = sealedFile(name)
        val key = KeyStore.getInstance(KEYSTORE).apply { load(null) }.getKey(alias(name), null) as SecretKey?
        if (key == null || !file.exists()) return@guarded byteArrayOf(GONE)
        val kept = file.readBytes()
        val length = kept[0].toInt()
        val cipher = Cipher.getInstance(CIPHER)
        cipher.init(Cipher.DECRYPT_MODE, key, GCMParameterSpec(128, kept, 1, length))
        val matched = match(cipher, title, no) ?: return@guarded byteArrayOf(SAID_NO)
        byteArrayOf(DONE) + matched.doFinal(kept, 1 + length, kept.size - 1 - length)
    }

    fun forgetMatched(name: String): Boolean {
        val store = KeyStore.getInstance(KEYSTORE).apply { load(null) }
        if (store.containsAlias(alias(name))) store.deleteEntry(alias(name))
        val file = sealedFile(name)
        return !file.exists() || file.delete()
    }

    private fun guarded(work: () -> ByteArray): ByteArray = try {
        work()
    } catch (_: KeyPermanentlyInvalidatedException) {
        byteArrayOf(GONE)
    } catch (_: Exception) {
        byteArrayOf(TROUBLE)
    }

    /** Shows the system's own sheet and waits. None: the person said no, or it did not match too often. */
    private fun match(cipher: Cipher, title: String, no: String): Cipher? {
        val done = CountDownLatch(1)
        var matched: Cipher? = null
        runOnUiThread {
            val sheet = BiometricPrompt.Builder(this).setTitle(title)
                .setAllowedAuthenticators(BiometricManager.Authenticators.BIOMETRIC_STRONG)
                .setNegativeButton(no, mainExecutor) { _, _ -> done.countDown() }.build()
            sheet.authenticate(BiometricPrompt.CryptoObject(cipher), CancellationSignal(), mainExecutor,
                object : BiometricPrompt.AuthenticationCallback() {
                    override fun onAuthenticationSucceeded(result: BiometricPrompt.AuthenticationResult) {
                        matched = result.cryptoObject?.cipher
                        done.countDown()
                    }

                    override fun onAuthenticationError(code: Int, said: CharSequence?) = done.countDown()
                })
        }
        done.await(5, TimeUnit.MINUTES)
        return matched
    }

    private fun alias(name: String) = "companion.match.$name"
    private fun sealedFile(name: String) = File(noBackupFilesDir, "$name.match")

    private fun start(intent: Intent): Boolean = try {
        startActivity(intent)
        true
    } catch (_: ActivityNotFoundException) {
        false
    } catch (_: SecurityException) {
        false
    }

    companion object {
        const val DONE: Byte = 0
        const val SAID_NO: Byte = 1
        const val GONE: Byte = 2
        const val TROUBLE: Byte = 3
        private const val CHANNEL = "notices"
        private const val HANDED_OVER = "handed-over"
        private const val KEYSTORE = "AndroidKeyStore"
        private const val CIPHER = "AES/GCM/NoPadding"
        private const val ASK = 7
    }
}
