package article

import "strings"

// updateWords say that a date is that of a change, not of publication.
var updateWords = strings.Fields(`updated update modified last-edited aktualisiert aktualisierung geändert änderung jour modifié actualizado
	actualizada actualización aggiornato aggiornamento atualizado atualizada bijgewerkt gewijzigd uppdaterad oppdatert
	opdateret päivitetty zaktualizowano aktualizacja aktualizováno aktualizované frissítve actualizat обновлено изменено
	обновление обновлен изменения оновлен güncelleme güncellendi diperbarui 更新 修改 수정 تحديث ενημέρωση uppfært ažurirano ажурирано posodobljeno
	atnaujinta актуализиран абноўлен жаңартыл жаңырты yangilan yenilən навсозӣ թարմաց განახლ`)

// publishedWords say that a date is that of publication.
var publishedWords = strings.Fields(`published publication posted written created released issued veröffentlicht veröffentlichung erschienen erstellt
	publié publiée mis-en-ligne publicado publicada publicación pubblicato pubblicata pubblicazione
	gepubliceerd geplaatst publicerad publisert publiceret udgivet julkaistu opublikowano publikacji publikováno zveřejněno publikované
	опубликовано опубликован размещено публикации опубліковано публікації yayınlanma yayın giriş ditayangkan
	dipublikasikan 発表 公開 掲載 发布 发表 時間 δημοσίευση objavljeno објављено birt közzétéve publicat
	апублікав жариялан жарыялан гузошта нашр հրապարակ გამოქვეყნ نشر`)

// dayWords say that something is a date, of whatever.
var dayWords = strings.Fields(`datum date fecha data: дата tarih`)

func updated(text string) bool { return holdsWord(text, updateWords) }

// published reports whether text names a day as that of publication, or just as the day.
func published(text string) bool {
	return holdsWord(text, publishedWords) || holdsWord(text, dayWords)
}

// isUpdate reports whether a label says that a day is that of an update, and
// nothing of a publication.
func isUpdate(label string) bool { return updated(label) && !holdsWord(label, publishedWords) }

// holdsWord reports whether one of words occurs in the first part of text.
func holdsWord(text string, words []string) bool {
	text = strings.ToLower(clip(text, longestDateLine))
	for _, w := range words {
		if strings.Contains(text, w) {
			return true
		}
	}
	return false
}
